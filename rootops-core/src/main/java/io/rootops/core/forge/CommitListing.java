package io.rootops.core.forge;

import io.rootops.core.change.ListedCommit;
import io.rootops.core.change.TrackedRepository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a forge tells of a repository's commits without its code: where branches stand, and of each commit its files. */
public interface CommitListing {
    /**
     * Where the branches stand.
     *
     * @param defaultBranch null: there is none
     * @param heads shas by the names of the branches
     */
    record Heads(@Nullable String defaultBranch, Map<String, String> heads) {
        public Heads {
            heads = Map.copyOf(heads);
        }

        /** Where the default branch stands; empty: there is none. */
        public Optional<String> defaultHead() {
            return Optional.ofNullable(defaultBranch == null ? null : heads.get(defaultBranch));
        }
    }

    /**
     * What one commit has and another one has not.
     *
     * @param descends the first is an ancestor of the other
     * @param shas oldest first; where there are very many only the newest
     * @param total how many there are
     */
    record Range(boolean descends, List<String> shas, int total) {
        public Range {
            shas = List.copyOf(shas);
        }
    }

    /** Whether the forge may be asked for it at all. */
    boolean mayAsk(TrackedRepository repository) throws ForgeException;

    /**
     * Asks for the branches.
     *
     * @return empty: nothing has changed since {@link #taken}
     * @throws ForgeException in one sentence
     */
    Optional<Heads> heads(TrackedRepository repository) throws ForgeException;

    /** All that these heads bring was taken in: they need not come again unchanged. */
    void taken(TrackedRepository repository, Heads heads);

    /** What was taken in is not as it was: the branches are to be told again, changed or not. */
    void again(TrackedRepository repository);

    /**
     * The newest commits of a branch.
     *
     * @return shas, oldest first; none where the forge does not know the head
     * @throws ForgeException in one sentence
     */
    List<String> newest(TrackedRepository repository, String head, int most) throws ForgeException;

    /**
     * What {@code head} has that {@code base} has not.
     *
     * @param most of them that are wanted, at least
     * @return empty: the forge does not know both any more, or they have nothing in common
     * @throws ForgeException in one sentence
     */
    Optional<Range> between(TrackedRepository repository, String base, String head, int most) throws ForgeException;

    /**
     * One commit.
     *
     * @return empty: the forge does not know it
     * @throws ForgeException in one sentence; also when what it tells is no commit
     */
    Optional<ListedCommit> commit(TrackedRepository repository, String sha) throws ForgeException;
}
