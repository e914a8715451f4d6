package io.rootops.dashboard;

import io.rootops.core.access.Scope;
import io.rootops.dashboard.view.CommitItem;
import java.time.Duration;
import java.util.List;

/** Ends a request with a problem; the servlets turn it into a page or into JSON. */
final class ProblemException extends RuntimeException {
    private static final String CHANGED_MEANWHILE = "changed-meanwhile";

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    /** The address is none of ours. */
    static ProblemException noSuchPage(String path) {
        return new ProblemException(Problem.of(
                404,
                "not-found",
                "There is nothing here",
                "RootOps serves nothing at " + path + ". The dashboard begins at /dashboard, its API is described at"
                        + " /openapi.yaml.",
                path));
    }

    static ProblemException unknownRepository(String name, List<String> known, String path) {
        String follows = known.isEmpty()
                ? "It follows no repository yet."
                : "It follows " + String.join(", ", known.subList(0, Math.min(10, known.size())))
                        + (known.size() > 10 ? " and " + (known.size() - 10) + " more." : ".");
        return new ProblemException(Problem.of(
                404,
                "unknown-repository",
                "Unknown repository",
                "RootOps does not follow a repository named " + name + ". " + follows
                        + " Names are owner/name as in GITHUB_REPO, or local/directory.",
                path));
    }

    static ProblemException unknownCommit(String sha, String where, String path) {
        return new ProblemException(Problem.of(
                404,
                "unknown-commit",
                "Unknown commit",
                "No commit whose sha begins with " + sha + " is known " + where
                        + ". It may not be fetched yet, its branch may have been deleted or rewritten, or the sha is"
                        + " mistyped. A commit that was pushed just now appears with the next fetch.",
                path));
    }

    static ProblemException ambiguousCommit(String sha, List<CommitItem> commits, String path) {
        Problem problem = Problem.of(
                409,
                "ambiguous-commit",
                "More than one commit",
                sha + " names " + commits.size() + (commits.size() == 1 ? " commit" : " commits")
                        + ". Give more digits of the sha, or name its repository.",
                path);
        return new ProblemException(new Problem(
                problem.type(),
                problem.title(),
                problem.status(),
                problem.detail(),
                problem.instance(),
                List.of(),
                commits));
    }

    static ProblemException badParameter(String parameter, String detail, String path) {
        Problem problem = Problem.of(400, "bad-parameter", "A value that cannot be used", detail, path);
        return new ProblemException(new Problem(
                problem.type(),
                problem.title(),
                problem.status(),
                problem.detail(),
                problem.instance(),
                List.of(new Problem.Wrong(parameter, detail)),
                List.of()));
    }

    static ProblemException unsupportedMediaType(String header, String detail, String path) {
        Problem problem =
                Problem.of(415, "unsupported-media-type", "A form of content that cannot be read", detail, path);
        return new ProblemException(new Problem(
                problem.type(),
                problem.title(),
                problem.status(),
                problem.detail(),
                problem.instance(),
                List.of(new Problem.Wrong(header, detail)),
                List.of()));
    }

    /** @param what cannot be done without the scope */
    static ProblemException scopeMissing(Scope scope, String what, String path) {
        return new ProblemException(Problem.of(
                403,
                "scope-missing",
                "Not allowed",
                what + " needs the scope " + scope.word() + ", which this token does not have. Make one with"
                        + " 'rootops token create NAME --scope deployment-write --scope " + scope.word() + "'.",
                path));
    }

    static ProblemException methodNotAllowed(String method, List<String> allowed, String path) {
        return new ProblemException(Problem.of(
                405,
                "method-not-allowed",
                "Not possible here",
                method + " is not possible at " + path + "; it answers " + String.join(", ", allowed) + ".",
                path));
    }

    static ProblemException notAChoice(String name, String path) {
        return new ProblemException(Problem.of(
                404,
                "unknown-repository",
                "Unknown repository",
                name + " is not among the repositories to choose from. Expected one of the list on the overview; any"
                        + " other that GITHUB_TOKEN may read is followed when GITHUB_REPO names it.",
                path));
    }

    static ProblemException unknownDelivery(long id, String path) {
        return new ProblemException(Problem.of(
                404,
                "unknown-delivery",
                "Unknown delivery",
                "There is no delivery " + id + " whose body is kept. Expected the id of one of the list of deliveries;"
                        + " GitHub can deliver an older one again, from the settings of the App or webhook.",
                path));
    }

    static ProblemException unknownDeployment(String id, String path) {
        return new ProblemException(Problem.of(
                404,
                "unknown-deployment",
                "Unknown deployment",
                "There is no deployment " + id + " that is, or was, watched. Expected the id of one of the list of"
                        + " deployments.",
                path));
    }

    static ProblemException noSuchWeek(String week, String path) {
        return new ProblemException(Problem.of(
                404,
                "no-such-week",
                "No such week",
                week
                        + " is no week that has begun. Expected one as ISO 8601 writes it, such as 2026-W07, which begins on a"
                        + " Monday in UTC.",
                path));
    }

    static ProblemException noVerdict(String id, String state, String path) {
        return new ProblemException(Problem.of(
                409,
                "no-verdict",
                "No verdict",
                "Deployment " + id + " is " + state
                        + ", which is no verdict that can be right or wrong. Expected one that is"
                        + " healthy, suspect or regressed.",
                path));
    }

    static ProblemException otherVerdict(String id, String state, String path) {
        return new ProblemException(Problem.of(
                409,
                "other-verdict",
                "Another verdict",
                "The verdict on deployment " + id + " is " + state
                        + " no more, so that nothing was changed. Look at it again, and answer what it says now.",
                path));
    }

    static ProblemException unknownSuspicion(String id, String path) {
        return new ProblemException(Problem.of(
                404,
                "unknown-suspicion",
                "Unknown suspicion",
                "There is no suspicion " + id + ". Expected the id of one of the list of suspicions; those that nobody"
                        + " answered are kept for 90 days.",
                path));
    }

    static ProblemException unknownIncident(String id, String path) {
        return new ProblemException(Problem.of(
                404,
                "unknown-incident",
                "Unknown incident",
                "There is no incident " + id
                        + ". Expected the id of one of the list of incidents; those of a repository"
                        + " that was removed are gone with it.",
                path));
    }

    static ProblemException changedMeanwhile(String path) {
        return new ProblemException(Problem.of(
                409,
                CHANGED_MEANWHILE,
                "It was changed meanwhile",
                "Somebody, or an alert, changed this incident while you did. What you wrote is below and not kept yet: look"
                        + " at the incident, and save again if it is still right.",
                path));
    }

    /** Whether it is that of {@link #changedMeanwhile}. */
    boolean isChangedMeanwhile() {
        return problem.code().equals(CHANGED_MEANWHILE);
    }

    static ProblemException takesTooLong(Duration patience, String path) {
        return new ProblemException(Problem.of(
                503,
                "takes-too-long",
                "It takes too long",
                "This was not counted within " + patience.toSeconds() + " seconds, as the history is long or the"
                        + " database is busy. It goes on being counted: ask again in a minute.",
                path));
    }

    static ProblemException notSetAside(long id, String path) {
        return new ProblemException(Problem.of(
                404,
                "not-set-aside",
                "Not set aside",
                "There is no delivery " + id
                        + " that is set aside. Expected the id of one whose state is dead in the list"
                        + " of deliveries; perhaps somebody else has replayed or dismissed it.",
                path));
    }

    static ProblemException otherSite(String path) {
        return new ProblemException(Problem.of(
                403,
                "other-site",
                "Asked by another site",
                "Only RootOps's own pages may change something here, and this request does not come from one. Open the"
                        + " dashboard and press the button there; a program sends the header Origin with RootOps's own"
                        + " address.",
                path));
    }
}
