package io.rootops.jenkins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The commits that a build is of.
 *
 * @param heads what may be the commit that was built, the likeliest first: a build may check out libraries too, and that of a
 *     pull request often builds a merge that no other machine knows
 * @param changes the commits of its change set, at most a hundred, the newest last
 */
record BuildCommits(List<Head> heads, List<String> changes) {

    /** As many as RootOps is asked about at once. */
    static final int MOST_CHANGES = 100;

    private static final int MOST_HEADS = 5;
    private static final Pattern SHA = Pattern.compile("[0-9a-fA-F]{7,64}");

    /** @param repository owner/name; null: not known */
    record Head(String sha, @Nullable String repository) {}

    /** What the git plugin and branch sources left at a build: a commit, and where it came from; there may be no remotes. */
    record Checkout(String sha, List<String> remotes) {}

    BuildCommits {
        heads = List.copyOf(heads);
        changes = List.copyOf(changes);
    }

    /**
     * @param commit given with the step; null or blank: it is to be found
     * @param repository given with the step, owner/name; null or blank: it is to be found
     * @param environmentCommit GIT_COMMIT; null: not there
     * @param environmentRemote GIT_URL; null: not there
     * @param revision of the branch or pull request that a branch source told to build; null: not told
     * @param checkouts by the git plugin, the first one first
     * @param changes the ids in the change sets, the newest last; those of other systems than git are left out
     */
    static BuildCommits find(
            @Nullable String commit,
            @Nullable String repository,
            @Nullable String environmentCommit,
            @Nullable String environmentRemote,
            @Nullable String revision,
            List<Checkout> checkouts,
            Collection<String> changes) {
        List<String> shas =
                changes.stream().filter(BuildCommits::isSha).distinct().toList();
        List<String> last = shas.subList(Math.max(0, shas.size() - MOST_CHANGES), shas.size());
        String named = blankToNull(repository);
        String given = blankToNull(commit);
        Set<Head> heads = new LinkedHashSet<>();
        String fallback = named != null ? named : firstRepository(environmentRemote, checkouts);
        if (given != null) {
            heads.add(new Head(given, fallback));
            return new BuildCommits(List.copyOf(heads), last);
        }
        if (revision != null) {
            heads.add(new Head(revision, fallback));
        }
        if (environmentCommit != null) {
            heads.add(new Head(environmentCommit, fallback));
        }
        for (Checkout checkout : checkouts) {
            String own = checkout.remotes().stream()
                    .flatMap(it -> RepositoryName.of(it).stream())
                    .findFirst()
                    .orElse(null);
            heads.add(new Head(checkout.sha(), named != null ? named : own));
        }
        if (!last.isEmpty()) {
            heads.add(new Head(last.get(last.size() - 1), fallback));
        }
        List<Head> usable = new ArrayList<>(heads);
        usable.removeIf(it -> !isSha(it.sha()));
        return new BuildCommits(usable.subList(0, Math.min(MOST_HEADS, usable.size())), last);
    }

    private static @Nullable String firstRepository(@Nullable String remote, List<Checkout> checkouts) {
        List<String> remotes = new ArrayList<>();
        if (remote != null) {
            remotes.add(remote);
        }
        checkouts.forEach(it -> remotes.addAll(it.remotes()));
        return remotes.stream()
                .flatMap(it -> RepositoryName.of(it).stream())
                .findFirst()
                .orElse(null);
    }

    private static boolean isSha(String text) {
        return SHA.matcher(text).matches();
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
