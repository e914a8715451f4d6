package io.rootops.app.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides what a missing browser means. */
final class BrowserCondition implements ExecutionCondition {
    private static final String MEND = "Chromium or its driver is missing; on Debian: apt-get update && apt-get install"
            + " -y --no-install-recommends chromium chromium-driver fonts-dejavu-core";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        ConditionEvaluationResult result = decide(
                Chromium.installed(),
                "true".equals(System.getenv("CI")) || "required".equals(System.getProperty("rootops.browser")));
        if (result.isDisabled()) {
            System.err.println("*** BROWSER TESTS SKIPPED *** " + MEND);
        }
        return result;
    }

    static ConditionEvaluationResult decide(boolean installed, boolean required) {
        if (installed) {
            return ConditionEvaluationResult.enabled("Chromium is there");
        }
        if (required) {
            throw new ExtensionConfigurationException(MEND);
        }
        return ConditionEvaluationResult.disabled(MEND);
    }
}
