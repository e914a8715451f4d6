package io.rootops.app.report;

import io.rootops.core.forge.ForgeException;
import io.rootops.core.report.DueReport;
import io.rootops.core.report.RiskReport;

/** Where reports are told. */
@FunctionalInterface
public interface ReportDoor {
    /**
     * Makes it stand there, once, however often this is called.
     *
     * @return its id there
     * @throws io.rootops.core.forge.ForgeLimitException when the forge wants us to wait
     * @throws io.rootops.core.forge.ForgeForbiddenException when we may not write there
     * @throws ForgeException when it does not stand there, or nobody knows
     */
    long tell(DueReport due, RiskReport report) throws ForgeException;
}
