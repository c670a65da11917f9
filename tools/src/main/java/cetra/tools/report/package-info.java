/** The document with which evidence is handed over to an investigator. */
@NullMarked
package cetra.tools.report;

import org.jspecify.annotations.NullMarked;
