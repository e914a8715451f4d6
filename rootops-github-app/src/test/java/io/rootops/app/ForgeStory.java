package io.rootops.app;

import io.rootops.app.webhook.SignedDelivery;
import java.time.Instant;
import java.util.Map;

/**
 * Things at a forge that change in three steps, of which deliveries tell in any order: a pull request and a status, or a
 * deployment and an issue.
 *
 * @param githubId of the repository
 * @param number of the pull request or issue, and of the deployment
 * @param base where the pull request begins
 * @param sha the commit that it is about
 * @param merged whether the pull request ends
 * @param begun when the first step was
 */
record ForgeStory(
        long githubId, String name, int number, String base, String sha, boolean merged, Instant begun, String secret) {
    static final int STEPS = 3;

    /** Of the pull request; the step before the last opens it, or says how it was left. */
    SignedDelivery pullRequest(String guid, int step, Map<String, String> told) {
        boolean ends = merged && step == STEPS - 1;
        String title = "Change, part " + step;
        told.put(name + "#" + number, (ends ? "merged " : "open ") + title + " " + sha);
        return delivery(guid, "pull_request", step == 0 ? "opened" : ends ? "closed" : "edited", """
                "pull_request":{"id":%d,"number":%d,"title":"%s","state":"%s","draft":false,"body":null,
                 "user":{"login":"octo"},"head":{"sha":"%s","ref":"topic","repo":{"id":%d}},
                 "base":{"sha":"%s","ref":"main","repo":{"id":%d}},"merged_at":%s,"merge_commit_sha":%s,
                 "updated_at":"%s"}""".formatted(
                        githubId * 10_000 + number,
                        number,
                        title,
                        ends ? "closed" : "open",
                        sha,
                        githubId,
                        base,
                        githubId,
                        ends ? quoted(at(step)) : "null",
                        ends ? quoted(sha) : "null",
                        at(step)));
    }

    SignedDelivery status(String guid, int step, Map<String, String> told) {
        String state = step == STEPS - 1 ? "success" : "pending";
        told.put(name + " " + sha + " ci/build", step == STEPS - 1 ? "success" : "in_progress");
        return delivery(guid, "status", "", """
                "id":%d,"sha":"%s","context":"ci/build","state":"%s","created_at":"%s\"""".formatted(number * 10L + step, sha, state, at(step)));
    }

    SignedDelivery deployment(String guid, int step, Map<String, String> told) {
        String state = step == 0 ? "pending" : step == 1 ? "in_progress" : "success";
        told.put(name + " deployment_status " + number + " production", state + " " + sha);
        String deployment = """
                "deployment":{"id":%d,"sha":"%s","ref":"main","environment":"production","created_at":"%s"}""".formatted(number, sha, at(0));
        return step == 0
                ? delivery(guid, "deployment", "created", deployment)
                : delivery(guid, "deployment_status", "created", """
                        %s,"deployment_status":{"id":%d,"state":"%s","environment":"production","created_at":"%s"}""".formatted(
                                deployment, number * 10L + step, state, at(step)));
    }

    SignedDelivery issue(String guid, int step, Map<String, String> told) {
        boolean ends = step == STEPS - 1;
        String label = "part-" + step;
        told.put(name + "#" + number, (ends ? "closed " : "open ") + label);
        return delivery(guid, "issues", step == 0 ? "opened" : ends ? "closed" : "labeled", """
                "issue":{"number":%d,"title":"Slow","state":"%s","labels":[{"name":"%s"}],"created_at":"%s",
                 "closed_at":%s,"updated_at":"%s"}""".formatted(
                        number, ends ? "closed" : "open", label, at(0), ends ? quoted(at(step)) : "null", at(step)));
    }

    private SignedDelivery delivery(String guid, String event, String action, String what) {
        return SignedDelivery.of(guid, event, """
                {"action":"%s",%s,
                 "repository":{"id":%d,"full_name":"%s","private":true,"default_branch":"main"},"sender":{"login":"octo","id":1}}
                """.formatted(action, what, githubId, name), secret);
    }

    private Instant at(int step) {
        return begun.plusSeconds(step);
    }

    private static String quoted(Object text) {
        return "\"" + text + "\"";
    }
}
