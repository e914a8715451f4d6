package io.rootops.app.github;

import io.rootops.core.forge.ForgeException;
import io.rootops.core.pull.PullRequest;
import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * Bare clones of GitHub's repositories below a directory: branch heads, no tags, and of pull requests only those that are
 * asked for. A refresh makes the branches equal to GitHub's, whatever happened to them there. One thread a repository.
 */
public final class RemoteClone {
    private static final int NEWEST_COMMITS = 500;
    /** For a connection, and for each silence on it. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How JGit ends its sentence about an unexpected answer. */
    private static final Pattern STATUS = Pattern.compile(": ([45][0-9]{2})\\b");

    private final Path repositories;
    private final GitHubAddress github;
    private final GitHubTokens tokens;
    private final CloneProgress progress;
    private final Duration patience;

    /** @param repositories holds the clones, as host/owner/name.git */
    public RemoteClone(Path repositories, GitHubAddress github, GitHubTokens tokens, CloneProgress progress) {
        this(repositories, github, tokens, progress, PATIENCE);
    }

    RemoteClone(
            Path repositories, GitHubAddress github, GitHubTokens tokens, CloneProgress progress, Duration patience) {
        this.repositories = repositories;
        this.github = github;
        this.tokens = tokens;
        this.progress = progress;
        this.patience = patience;
    }

    /** How much of a repository. */
    public enum Scope {
        /** The newest 500 commits of the default branch; the next refresh brings the rest. */
        NEWEST,
        DEFAULT_BRANCH,
        ALL_BRANCHES
    }

    /**
     * Makes the clone, or brings it up to date.
     *
     * @param name owner/name
     * @param scope of a first clone; an existing one is never made smaller
     * @return the bare clone; without any branch where the repository is empty
     * @throws ForgeException in one sentence, without the token
     */
    public Path refresh(String name, Scope scope) throws ForgeException {
        return with(name, (directory, url, token) -> refresh(directory, url, token, scope));
    }

    /**
     * Brings the head of one pull request into the clone that there is, under the name that it has there; of a fork too.
     *
     * @param name owner/name
     * @return its sha
     * @throws ForgeException in one sentence, without the token; also when there is no such pull request
     */
    public String pullRequest(String name, int number) throws ForgeException {
        String ref = PullRequest.ref(number);
        return with(name, (directory, url, token) -> {
            try (Repository clone = directory.open();
                    Transport transport = transport(clone, url, token)) {
                check(transport.fetch(new FetchMonitor(progress), List.of(new RefSpec("+" + ref + ":" + ref))));
                Ref head = clone.exactRef(ref);
                if (head == null || head.getObjectId() == null) {
                    throw new IOException("there is no " + ref);
                }
                return head.getObjectId().name();
            }
        });
    }

    /**
     * Removes the clone of a repository that is followed no more; nothing where there is none.
     *
     * @param repositories that holds the clones
     * @param location its clone URL on whichever GitHub, as it was followed
     */
    public static void remove(Path repositories, String location) throws IOException {
        Optional<CloneDirectory> clone = at(repositories, location);
        if (clone.isPresent()) {
            clone.get().remove();
        }
    }

    /**
     * Where the clone of a repository on GitHub is; empty: there is none.
     *
     * @param repositories that holds the clones
     * @param location its clone URL on whichever GitHub, as it was followed
     */
    public static Optional<Path> existing(Path repositories, String location) {
        return at(repositories, location).filter(CloneDirectory::exists).map(CloneDirectory::path);
    }

    /** Where the clone of a repository on GitHub is, or would be; empty: it is somewhere else. */
    static Optional<CloneDirectory> at(Path repositories, String location) {
        if (!location.startsWith("http")) {
            return Optional.empty();
        }
        URI url = URI.create(location);
        String path = url.getPath().replaceFirst("\\.git$", "");
        // Behind a proxy there may be more before owner and name.
        int owner = path.lastIndexOf('/', path.lastIndexOf('/') - 1);
        String name = path.substring(owner + 1);
        if (url.getHost() == null || owner < 0 || !GitHubAddress.isName(name)) {
            return Optional.empty();
        }
        URI web = URI.create(
                location.substring(0, location.length() - url.getPath().length()) + path.substring(0, owner));
        return Optional.of(new CloneDirectory(
                repositories.resolve(new GitHubAddress(web, web).directory()).resolve(name + ".git")));
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(CloneDirectory directory, String url, @Nullable Secret token) throws IOException, URISyntaxException;
    }

    /** Once more with another token where GitHub refuses ours. */
    private <T> T with(String name, Work<T> work) throws ForgeException {
        if (!GitHubAddress.isName(name)) {
            throw problem(new IllegalArgumentException(name)).malformedName(name);
        }
        CloneDirectory directory =
                new CloneDirectory(repositories.resolve(github.directory()).resolve(name + ".git"));
        String url = github.web() + "/" + name + ".git";
        Secret token = tokens.of(name);
        try {
            try {
                return work.on(directory, url, token);
            } catch (IOException e) {
                if (!refused(e) || !tokens.renew(name)) {
                    throw e;
                }
                token = tokens.of(name);
                return work.on(directory, url, token);
            }
        } catch (IOException e) {
            throw explain(name, token, e);
        } catch (URISyntaxException e) {
            throw problem(e).other();
        }
    }

    private Path refresh(CloneDirectory directory, String url, @Nullable Secret token, Scope scope)
            throws IOException, URISyntaxException {
        if (directory.exists()) {
            try (Repository clone = directory.open()) {
                fetch(clone, url, token, scope);
            }
        } else {
            make(directory, url, token, scope);
        }
        return directory.path();
    }

    private static boolean refused(IOException e) {
        String said = String.valueOf(e.getMessage());
        return said.contains("not authorized") || said.contains("Authentication is required");
    }

    private void make(CloneDirectory directory, String url, @Nullable Secret token, Scope scope)
            throws IOException, URISyntaxException {
        try {
            try (Repository clone = directory.begin(url)) {
                fetch(clone, url, token, scope);
            }
            directory.finish();
        } catch (IOException | RuntimeException e) {
            directory.giveUp();
            throw e;
        }
    }

    private void fetch(Repository clone, String url, @Nullable Secret token, Scope scope)
            throws IOException, URISyntaxException {
        try (Transport transport = transport(clone, url, token)) {
            RemoteHeads remote = RemoteHeads.of(transport);
            boolean shallow = !clone.getObjectDatabase().getShallowCommits().isEmpty();
            if (!shallow && remote.equalThoseOf(clone)) {
                follow(clone, remote.defaultRef());
                return;
            }
            if (shallow) {
                transport.setDepth(Constants.INFINITE_DEPTH);
            } else if (scope == Scope.NEWEST) {
                transport.setDepth(NEWEST_COMMITS);
            }
            boolean all = scope == Scope.ALL_BRANCHES || remote.defaultRef() == null;
            String wanted = all ? Constants.R_HEADS + "*" : remote.defaultRef();
            transport.setRemoveDeletedRefs(all);
            makeRoom(clone, remote);
            check(transport.fetch(new FetchMonitor(progress), List.of(new RefSpec("+" + wanted + ":" + wanted))));
            follow(clone, remote.defaultRef());
        }
    }

    private Transport transport(Repository clone, String url, @Nullable Secret token)
            throws IOException, URISyntaxException {
        Transport transport = Transport.open(clone, new URIish(url));
        if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(new SameHost(github.web()));
        }
        if (token != null) {
            transport.setCredentialsProvider(new TokenCredentials(github.web(), token));
        }
        transport.setTimeout((int) patience.toSeconds());
        transport.setTagOpt(TagOpt.NO_TAGS);
        return transport;
    }

    /** A branch that is gone may stand in the way of a new one: "topic" in that of "topic/one". */
    private static void makeRoom(Repository clone, RemoteHeads remote) throws IOException {
        for (Ref ref : clone.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
            if (remote.inTheWay(ref.getName())) {
                RefUpdate update = clone.updateRef(ref.getName());
                update.setForceUpdate(true);
                check(ref.getName(), update.delete());
            }
        }
    }

    private static void check(FetchResult result) throws IOException {
        for (TrackingRefUpdate update : result.getTrackingRefUpdates()) {
            check(update.getLocalName(), update.getResult());
        }
    }

    private static void check(String ref, RefUpdate.Result result) throws IOException {
        switch (result) {
            case LOCK_FAILURE, IO_FAILURE, REJECTED, REJECTED_CURRENT_BRANCH, REJECTED_OTHER_REASON ->
                throw new IOException("the branch " + ref + " cannot be written to the clone: " + result);
            default -> {}
        }
    }

    private static void follow(Repository clone, @Nullable String defaultRef) throws IOException {
        if (defaultRef != null && !defaultRef.equals(clone.getFullBranch())) {
            check(defaultRef, clone.updateRef(Constants.HEAD).link(defaultRef));
        }
    }

    private ForgeException explain(String name, @Nullable Secret token, IOException e) {
        GitHubProblem problem = problem(e);
        Optional<ForgeException> unreachable = problem.unreachable();
        if (unreachable.isPresent()) {
            return unreachable.get();
        }
        String said = String.valueOf(e.getMessage());
        if (e instanceof NoRemoteRepositoryException) {
            return problem.unknown(name);
        }
        if (refused(e)) {
            return token == null ? problem.unknown(name) : problem.tokenRefused();
        }
        if (said.contains("not permitted")) {
            return problem.forbidden("reading " + name);
        }
        Matcher status = STATUS.matcher(said);
        if (status.find()) {
            int code = Integer.parseInt(status.group(1));
            return code == 429 ? problem.rateLimited(null) : problem.answered(code);
        }
        return problem.other();
    }

    private GitHubProblem problem(Exception cause) {
        return new GitHubProblem(github.web(), tokens.identity(), cause);
    }
}
