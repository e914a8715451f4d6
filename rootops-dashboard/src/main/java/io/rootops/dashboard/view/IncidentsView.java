package io.rootops.dashboard.view;

import java.time.Instant;
import java.util.List;

/**
 * What went wrong in production.
 *
 * @param open how many go on: over all repositories, on the overview of one those of that one
 * @param incidents the open ones first, then those that began last
 */
public record IncidentsView(Instant generatedAt, int open, List<IncidentItem> incidents) {}
