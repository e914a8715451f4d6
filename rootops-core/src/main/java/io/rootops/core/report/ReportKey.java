package io.rootops.core.report;

import io.rootops.core.change.RepositoryId;

/**
 * Which report: there is one of a kind for each commit.
 *
 * @param sha full, lower-case hexadecimal
 */
public record ReportKey(RepositoryId repository, String sha, ReportKind kind) {}
