package io.rootops.app.github;

import io.rootops.core.forge.ForgeException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub's refusals mean, in one sentence each, for git and REST alike.
 *
 * @param withToken whether there is one to blame
 */
record GitHubProblem(URI address, boolean withToken, Throwable cause) {

    ForgeException malformedName(String name) {
        return problem("\"" + name + "\" is not the name of a repository: expected owner/name in GITHUB_REPO.");
    }

    ForgeException unknown(String name) {
        return problem(
                withToken
                        ? host() + " has no repository " + name + ", or GITHUB_TOKEN may not see it: check the name in"
                                + " GITHUB_REPO, or give the token read access to it."
                        : host() + " has no public repository " + name + ": check the name in GITHUB_REPO, or set"
                                + " GITHUB_TOKEN when it is private.");
    }

    ForgeException tokenRefused() {
        return problem(host() + " refuses GITHUB_TOKEN (401): it is wrong, expired or revoked; make a new one with read"
                + " access to contents and metadata.");
    }

    ForgeException forbidden(String what) {
        return problem(host() + " does not allow " + what + " (403): "
                + (withToken
                        ? "give GITHUB_TOKEN read access to contents and metadata, and authorise it for the"
                                + " organisation's single sign-on."
                        : "set GITHUB_TOKEN to a token that may."));
    }

    ForgeException rateLimited(@Nullable Instant until) {
        return problem(host() + "'s rate limit is used up"
                + (until == null ? "" : " until " + until.truncatedTo(ChronoUnit.SECONDS))
                + ": RootOps tries again by itself"
                + (withToken ? "." : "; set GITHUB_TOKEN to be allowed 5,000 requests an hour."));
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

    /** When the host was not reached at all. */
    Optional<ForgeException> unreachable() {
        return reason().map(
                        why -> problem(host() + " cannot be reached (" + why + "): check GITHUB_URL, GITHUB_API_URL,"
                                + " the network and any proxy; RootOps tries again by itself."));
    }

    private Optional<String> reason() {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof UnknownHostException || each instanceof UnresolvedAddressException) {
                return Optional.of("its name is unknown");
            } else if (each instanceof HttpTimeoutException || each instanceof SocketTimeoutException) {
                return Optional.of("no answer in time");
            } else if (each instanceof SSLException) {
                return Optional.of("TLS: " + each.getMessage());
            } else if (each instanceof ConnectException) {
                return Optional.of("connection refused");
            } else if (each instanceof OtherHostException) {
                return Optional.of(String.valueOf(each.getMessage()));
            }
        }
        return Optional.empty();
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
