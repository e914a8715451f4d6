package io.rootops.core.incident;

import io.rootops.core.pull.Issue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which issues tell of an incident: by their labels, which teams write in many ways. */
public final class IssueRule {
    private static final Set<String> LABELS =
            Set.of("incident", "outage", "regression", "postmortem", "post-mortem", "production-bug");
    /** How grave it is, which nobody says of what is none. */
    private static final Pattern GRADE = Pattern.compile("p[01]|(?:sev|severity)-?\\d");

    private static final String BUG = "bug";
    private static final Pattern PRODUCTION = Pattern.compile("(?i)\\b(?:production|prod|outage)\\b");
    private static final Pattern TRACE =
            Pattern.compile("(?i)\\bstack ?trace\\b|\\bTraceback \\(most recent call last\\)|\\bException in thread \""
                    + "|(?m:^[ \\t]*+(?:Caused by: |panic: |goroutine \\d++ \\[|at [\\w.$<>/]++\\())");

    private IssueRule() {}

    /** @param body may be empty */
    public static boolean tells(Issue issue, String body) {
        List<String> labels = labels(issue);
        return labels.stream()
                        .anyMatch(it -> LABELS.contains(it) || GRADE.matcher(it).matches())
                || labels.contains(BUG) && (broken(issue.title()) || broken(body));
    }

    /** That of its labels. */
    public static Severity severity(Issue issue) {
        return labels(issue).stream()
                .filter(it -> GRADE.matcher(it).matches())
                .map(it -> Severity.of(it.replace("severity", "sev")))
                .reduce(Severity::orGraver)
                .orElse(Severity.UNSTATED);
    }

    private static boolean broken(String text) {
        return PRODUCTION.matcher(text).find() || TRACE.matcher(text).find();
    }

    /** "Priority/P1" as "p1", "severity: 2" as "severity-2", "Type: Production bug" as "production-bug". */
    private static List<String> labels(Issue issue) {
        return issue.labels().stream()
                .map(it -> it.strip().toLowerCase(Locale.ROOT))
                .map(it -> it.matches("sev(erity)?\\W*\\d") ? it : it.replaceFirst("^.*[:/]", ""))
                .map(it -> it.strip().replaceAll("[\\s_:/-]+", "-"))
                .toList();
    }
}
