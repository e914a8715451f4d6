package io.rootops.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.pull.Issue;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssueRuleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "incident",
                "Incident",
                "type: outage",
                "kind/regression",
                "P0",
                "priority/p1",
                "sev1",
                "SEV-2",
                "severity: 3",
                "Severity 1",
                "postmortem",
                "production bug",
                "area/x: production_bug"
            })
    void labelsTell(String label) {
        assertThat(IssueRule.tells(issue("It is slow", label, "docs"), "")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bug", "p2", "incident-tooling", "several", "reproduction", "regressions?", "enhancement", "sev"
            })
    void othersDoNot(String label) {
        assertThat(IssueRule.tells(issue("It is slow", label), "Steps to reproduce"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Seen in production since noon",
                "Broken on PROD",
                "The stack trace is below",
                "Traceback (most recent call last):\n  File \"a.py\"",
                "java.lang.Error\n\tat shop.Cart.total(Cart.java:17)",
                "Exception in thread \"main\" java.lang.Error",
                "x\nCaused by: java.lang.Error",
                "panic: runtime error",
                "goroutine 17 [running]:"
            })
    void aBugDoesWithAWordOfProductionOrATrace(String text) {
        assertThat(IssueRule.tells(issue("It is slow", "Bug"), text)).isTrue();
        assertThat(IssueRule.tells(issue(text, "type: bug"), "")).isTrue();
        assertThat(IssueRule.tells(issue("It is slow", "question"), text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "p0, CRITICAL",
        "priority/P1, CRITICAL",
        "severity: 1, CRITICAL",
        "sev2, HIGH",
        "sev-4, LOWER",
        "incident, UNSTATED"
    })
    void theLabelGradesIt(String label, Severity severity) {
        assertThat(IssueRule.severity(issue("It is slow", label, "help wanted")))
                .isEqualTo(severity);
    }

    /** A rule that looks at each blank line from each before it would need hours. */
    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void blankLinesAreReadOnce() {
        assertThat(IssueRule.tells(issue("It is slow", "bug"), "\n".repeat(4_000_000)))
                .isFalse();
    }

    @Test
    void theGravestLabelCounts() {
        assertThat(IssueRule.severity(issue("It is slow", "sev3", "p1"))).isEqualTo(Severity.CRITICAL);
    }

    private static Issue issue(String title, String... labels) {
        return new Issue(7, title, Issue.State.OPEN, List.of(labels), Instant.EPOCH, null, Instant.EPOCH);
    }
}
