package io.rootops.core.incident;

import java.time.Instant;

/**
 * A report, as it is kept.
 *
 * @param report without its repository, which is that of the incident
 * @param by what or who told of it, in a few words
 * @param at when it was told first, by the database's clock
 */
public record ToldReport(IncidentReport report, String by, Instant at) {}
