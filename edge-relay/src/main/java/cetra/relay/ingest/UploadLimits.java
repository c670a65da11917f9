package cetra.relay.ingest;

import java.time.Duration;

/**
 * What an upload may do.
 *
 * @param mostBytes the longest upload, in octets
 * @param diskFloor free octets of the disk that uploads leave alone
 * @param idle a body that brings nothing for so long is cut; what has come is kept
 */
public record UploadLimits(long mostBytes, long diskFloor, Duration idle) {}
