package io.rootops.core.reporter;

import java.io.IOException;

/**
 * Writes what is known of commits in one format. Found by {@link java.util.ServiceLoader}: a jar that names one in
 * {@code META-INF/services/io.rootops.core.reporter.RiskReporter} adds a format to the command line. Such a class is public and has
 * a public constructor without parameters.
 */
public interface RiskReporter {
    /** The word for it after {@code --report}: lower-case letters, digits and hyphens. */
    String format();

    /**
     * Writes all of it.
     *
     * @throws IOException where {@code out} does
     */
    void write(RiskSummary summary, Appendable out) throws IOException;
}
