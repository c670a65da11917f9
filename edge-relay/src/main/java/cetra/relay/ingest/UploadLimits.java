package cetra.relay.ingest;

import java.time.Duration;

/**
 * What an upload may do.
 *
 * @param mostBytes the longest upload, in octets
 * @param deviceBytes octets of one device's uploads that are not delivered, in all
 * @param diskFloor free octets of the disk that uploads leave alone
 * @param idle a body that brings nothing for so long is cut; what has come is kept
 */
public record UploadLimits(long mostBytes, long deviceBytes, long diskFloor, Duration idle) {}
