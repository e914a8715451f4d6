package io.rootops.core.suspect;

import java.util.Locale;

/**
 * What a candidate is ranked by. Evidence is 0 to 1, relative to the best candidate of the incident, and can only speak
 * against nobody else: its weights are never negative. The rest is what is known of the commit whatever the incident says.
 */
public enum SuspectFeature {
    /** BM25 over message, names of files and changed identifiers; over the identifiers alone; over the best file. */
    TEXT(true),
    /** BM25 over the message, its subject, the names of files, and message and names together. */
    META(true),
    /** Shares of the code lines that are left at the places that the text points at. */
    OWN(true),
    /** How new an owner of lines it is in the files that the text points at. */
    OWN_NEW(true),
    /** BM25 of the classes and methods of frames alone. */
    FRAME_TEXT(true),
    /** Changes a file that the text names. */
    NAME(true),
    /** Share of its lines in a file that the text names. */
    NAME_SHARE(true),
    /** Made a file that the text names. */
    NAME_FIRST(true),
    /** Changes the files that the commits whose texts fit best change. */
    HIST_SHARE(true),
    /** ln(1 + number of newer candidates) / 10. */
    LOG_AGE(false),
    /** ln(1 + days before the incident's revision) / 10. */
    LOG_DAYS(false),
    /** ln(1 + lines added + deleted) / 10. */
    CHURN(false),
    /** Share of its files with "test" in the path. */
    TESTS(false),
    /** 1 where it changes source that is no test, else 0. */
    PROD_CODE(false);

    private final boolean evidence;

    SuspectFeature(boolean evidence) {
        this.evidence = evidence;
    }

    public boolean evidence() {
        return evidence;
    }

    /** The word in JSON: lower-case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
