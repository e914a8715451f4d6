package io.rootops.app.github;

import io.rootops.app.github.GitHubTokens.Identity;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeForbiddenException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.forge.ForgeRejectedException;
import io.rootops.core.report.ReportKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.HttpException;

/**
 * What GitHub's refusals mean, in one sentence each, for git and REST alike.
 *
 * @param identity who was refused
 */
record GitHubProblem(URI address, Identity identity, Throwable cause) {

    ForgeException malformedName(String name) {
        return problem("\"" + name + "\" is not the name of a repository: expected owner/name in GITHUB_REPO.");
    }

    ForgeException unknown(String name) {
        return problem(
                switch (identity) {
                    case TOKEN ->
                        host() + " has no repository " + name + ", or GITHUB_TOKEN may not see it: check the name in"
                                + " GITHUB_REPO, or give the token read access to it.";
                    case APP ->
                        host() + " has no repository " + name + ", or the GitHub App may not see it: check the name, or"
                                + " add the repository to the App's installation.";
                    case ANYBODY ->
                        host() + " has no public repository " + name + ": check the name in GITHUB_REPO, or set"
                                + " GITHUB_TOKEN when it is private.";
                });
    }

    ForgeException tokenRefused() {
        return problem(
                identity == Identity.APP
                        ? host() + " refuses the token of the GitHub App (401): RootOps asks for a new one by itself."
                        : host() + " refuses GITHUB_TOKEN (401): it is wrong, expired or revoked; make a new one with"
                                + " read access to contents and metadata.");
    }

    ForgeException appRefused(String id) {
        return problem(host() + " refuses the GitHub App " + id + " (401): GITHUB_APP_PRIVATE_KEY does not belong to"
                + " GITHUB_APP_ID, or was deleted there; make a new key in the App's settings.");
    }

    ForgeException appForbidden(int status) {
        return problem(host() + " gives the GitHub App no token (" + status + "): the installation is suspended, or the"
                + " App lacks a permission; see the App's installations there.");
    }

    ForgeException notInstalled() {
        return problem(host() + " knows no such installation of the GitHub App (404): it was removed; install the App"
                + " again to go on.");
    }

    ForgeException unknownCode() {
        return problem(
                host() + " knows no App by this code (404): a code holds for an hour and for one use; begin again on"
                        + " the page Connect GitHub.");
    }

    ForgeException noDeliveryLog() {
        return problem(host() + " keeps no log of deliveries for the GitHub App (404), as Enterprise Server before 3.2:"
                + " what webhooks do not bring is found by polling only.");
    }

    ForgeException forbidden(String what) {
        return new ForgeForbiddenException(
                host() + " does not allow " + what + " (403): "
                        + switch (identity) {
                            case TOKEN ->
                                "give GITHUB_TOKEN read access to contents and metadata, and authorise it for the"
                                        + " organisation's single sign-on.";
                            case APP -> "give the GitHub App read access to contents and metadata.";
                            case ANYBODY -> "set GITHUB_TOKEN to a token that may.";
                        },
                cause);
    }

    ForgeException mayNotTell(String name, ReportKind kind, int status) {
        String what = switch (kind) {
            case CHECK_RUN -> "check runs";
            case STATUS -> "commit statuses";
            case COMMENT -> "comments on pull requests";
        };
        String permission = switch (kind) {
            case CHECK_RUN -> "checks";
            case STATUS -> "commit statuses";
            case COMMENT -> "pull requests";
        };
        return new ForgeForbiddenException(
                host() + " does not let " + (identity == Identity.APP ? "the GitHub App" : "GITHUB_TOKEN") + " write "
                        + what + " on " + name + " (" + status + "): "
                        + (identity == Identity.APP
                                ? "give the App write access to " + permission
                                        + ", have the account accept it, and add the repository to the installation."
                                : "give the token write access to " + permission + "; RootOps works without it too."),
                cause);
    }

    ForgeException mayNotRead(String name, Topic topic, int status) {
        return new ForgeForbiddenException(
                host() + " does not let "
                        + (identity == Identity.APP ? "the GitHub App" : "GITHUB_TOKEN")
                        + " read the " + topic.words() + " of " + name + " (" + status
                        + "): give it read access to " + topic.permission() + "; the rest works without.",
                cause);
    }

    /** They are switched off there, which is no fault. */
    ForgeException hasNone(String name, Topic topic) {
        return new ForgeForbiddenException(
                name + " has no " + topic.words() + " on " + host()
                        + " (410): they are switched off in its settings there; the rest works without.",
                cause);
    }

    ForgeException notWritten(String name, ReportKind kind) {
        return problem(
                kind == ReportKind.COMMENT
                        ? "No comments are written on " + name + ": that needs ENABLE_PULL_REQUEST_COMMENTS=true, and"
                                + " GITHUB_TOKEN or the GitHub App."
                        : "Commit statuses are not written on " + name + ": that needs ENABLE_COMMIT_STATUSES=true,"
                                + " GITHUB_TOKEN, and no GitHub App.");
    }

    ForgeException cannotTell(String name, String sha) {
        return new ForgeRejectedException(
                host() + " takes no report on " + sha + " of " + name + " (422): the commit is gone there, by a"
                        + " force push perhaps.",
                cause);
    }

    ForgeException rateLimited(@Nullable Instant until) {
        String sentence = host() + "'s rate limit is used up"
                + (until == null ? "" : " until " + until.truncatedTo(ChronoUnit.SECONDS))
                + ": RootOps tries again by itself"
                + (identity == Identity.ANYBODY ? "; set GITHUB_TOKEN to be allowed 5,000 requests an hour." : ".");
        return new ForgeLimitException(sentence, until, cause);
    }

    ForgeException nearlyLimited(Instant until) {
        return new ForgeLimitException(
                host() + " allows few more requests until " + until.truncatedTo(ChronoUnit.SECONDS)
                        + ": RootOps leaves them to check runs and polls again after that.",
                until,
                cause);
    }

    ForgeException changedMeanwhile() {
        return problem(host() + " lists " + cause.getMessage() + " of an installation, which was changed meanwhile:"
                + " RootOps tries again by itself.");
    }

    /** @param asked what no GitHub answers so */
    ForgeException answered(int status, String asked) {
        return problem(host() + " answers with status " + status + " to " + asked + ": RootOps tries again by itself;"
                + " see the host's status page when it lasts.");
    }

    ForgeException answered(int status) {
        return problem(host() + " answers with status " + status + ": RootOps tries again by itself; see the host's"
                + " status page when it lasts.");
    }

    ForgeException other() {
        return problem(host() + " could not be read ("
                + String.valueOf(cause.getMessage()).replaceAll("\\s+", " ")
                + "): check GITHUB_URL and the network; RootOps tries again by itself.");
    }

    /**
     * What a failure of github-api means.
     *
     * @param what was being done
     * @param repository that it was done to; null: none
     */
    ForgeException explain(String what, @Nullable String repository) {
        RateLimitedException limit = find(cause, RateLimitedException.class);
        if (limit != null) {
            return rateLimited(limit.until());
        }
        int status = status();
        if (status == 404) {
            return repository == null ? answered(404) : unknown(repository);
        }
        if (status < 300) {
            return unreachable().orElseGet(this::other);
        }
        return switch (status) {
            case 401 -> tokenRefused();
            case 403 -> secondaryLimit() ? rateLimited(null) : forbidden(what);
            case 429 -> rateLimited(null);
            default -> answered(status);
        };
    }

    /** Of the answer that github-api failed on; 0: there was none. */
    int status() {
        if (find(cause, FileNotFoundException.class) != null) {
            return 404;
        }
        HttpException answer = find(cause, HttpException.class);
        return answer == null ? 0 : answer.getResponseCode();
    }

    boolean secondaryLimit() {
        HttpException answer = find(cause, HttpException.class);
        return answer != null
                && String.valueOf(answer.getMessage()).toLowerCase(Locale.ROOT).contains("secondary rate");
    }

    /** When the host was not reached at all. */
    Optional<ForgeException> unreachable() {
        return reason().map(
                        why -> problem(host() + " cannot be reached (" + why + "): check GITHUB_URL, GITHUB_API_URL,"
                                + " the network and any proxy; RootOps tries again by itself."));
    }

    private Optional<String> reason() {
        // The name first: java.net.http tells it as a refused connection's cause.
        if (find(cause, UnknownHostException.class) != null || find(cause, UnresolvedAddressException.class) != null) {
            return Optional.of("its name is unknown");
        }
        if (find(cause, HttpTimeoutException.class) != null || find(cause, SocketTimeoutException.class) != null) {
            return Optional.of("no answer in time");
        }
        SSLException tls = find(cause, SSLException.class);
        if (tls != null) {
            return Optional.of(
                    "TLS: " + tls.getMessage() + "; a certificate of your own belongs into Java's trust store");
        }
        if (find(cause, ConnectException.class) != null) {
            return Optional.of("connection refused");
        }
        return Optional.ofNullable(find(cause, OtherHostException.class)).map(Throwable::getMessage);
    }

    /** The first of that kind among an exception and its causes. */
    static <T extends Throwable> @Nullable T find(Throwable start, Class<T> kind) {
        for (Throwable each = start; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return kind.cast(each);
            }
        }
        return null;
    }

    private String host() {
        return GitHubAddress.host(address);
    }

    private ForgeException problem(String sentence) {
        return new ForgeException(sentence, cause);
    }

    /** A redirect that would carry the token elsewhere. */
    static final class OtherHostException extends IOException {
        private static final long serialVersionUID = 1L;

        OtherHostException(String host) {
            super("it redirects to another host, " + host);
        }
    }
}
