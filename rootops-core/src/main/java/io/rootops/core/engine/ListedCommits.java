package io.rootops.core.engine;

import io.rootops.core.change.Author;
import io.rootops.core.change.ListedCommit;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.CommitListing;
import io.rootops.core.forge.CommitListing.Range;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeForbiddenException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.history.BranchHead;
import io.rootops.core.history.ListedDiff;
import io.rootops.core.memory.HistoryStore;
import io.rootops.core.memory.ListedStore;
import io.rootops.core.memory.Scoring;
import io.rootops.core.pull.PullRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings commits by the forge's lists of their files, one call or more each, and only so many in one reading. */
final class ListedCommits {
    /** In one reading; the rest comes with the next. Also of one range: the newest tell most. */
    static final int MOST = 100;
    /** Of a history that was never read. */
    static final int NEWEST = 30;

    private static final int STORED_AT_ONCE = 10;
    private static final Logger LOG = LoggerFactory.getLogger(ListedCommits.class);

    private final TrackedRepository repository;
    private final CommitListing forge;
    private final ListedStore store;
    private final HistoryStore history;
    private final Past past;
    private final Scoring scoring;
    private int read;
    private boolean enough;
    private boolean passedBy;
    private boolean late;

    ListedCommits(
            TrackedRepository repository,
            CommitListing forge,
            ListedStore store,
            HistoryStore history,
            Past past,
            Scoring scoring) {
        this.repository = repository;
        this.forge = forge;
        this.store = store;
        this.history = history;
        this.past = past;
        this.scoring = scoring;
    }

    /** How many so far. */
    int read() {
        return read;
    }

    /** Whether the forge failed about one, or did not show its head yet, so that the rest went on without it. */
    boolean passedBy() {
        return passedBy || late;
    }

    @FunctionalInterface
    interface Bringing {
        /** @return false: there is more to read */
        boolean run() throws ForgeException;
    }

    /**
     * One that the forge cannot answer about does not hold up the others: it is asked for again at the next reading. A
     * second one in a reading ends it, as it may be the forge, and not these.
     */
    boolean goingOn(Bringing one) throws ForgeException {
        try {
            return one.run();
        } catch (ForgeLimitException | ForgeForbiddenException e) {
            throw e;
        } catch (ForgeException e) {
            if (passedBy) {
                throw e;
            }
            passedBy = true;
            LOG.info("{}: read without one branch or pull request: {}", repository.name(), e.getMessage());
            return true;
        }
    }

    /** Whether something was left to the next reading. */
    boolean enough() {
        return enough;
    }

    /**
     * The default branch, from where git or an earlier list knows it.
     *
     * @param listed heads that are known by the forge's word only
     * @return false: there is more to read
     */
    boolean defaultBranch(BranchHead head, Map<String, String> listed) throws ForgeException {
        Optional<String> mined = history.minedHead();
        String base = mined.orElse(listed.get(head.name()));
        Optional<Range> range = base == null ? Optional.empty() : forge.between(repository, base, head.sha(), MOST);
        Set<String> members = new LinkedHashSet<>();
        if (range.isPresent() && (mined.isPresent() || range.get().descends())) {
            String known = listed.get(head.name());
            // Of a long range the newest are told only; those before are on it all the same.
            boolean more = range.get().total() > range.get().shas().size() && known != null && descends(known, head);
            if (mined.isEmpty() || more) {
                members.addAll(store.members(head.name()));
            }
            members.addAll(range.get().shas());
        } else {
            // Never read, or rewritten: git will tell all of it.
            members.addAll(forge.newest(repository, head.sha(), NEWEST));
        }
        // A forge may name it before its lists show it.
        members.add(head.sha());
        return bring(members, true, head);
    }

    private boolean descends(String listed, BranchHead head) throws ForgeException {
        return forge.between(repository, listed, head.sha(), 1)
                .filter(Range::descends)
                .isPresent();
    }

    /** Another branch, as far as it is ahead of the default one; the same. */
    boolean branch(BranchHead head, String defaultHead) throws ForgeException {
        Optional<Range> range = ahead(defaultHead, head);
        if (range.isEmpty() && late) {
            // Compared with a head that the forge does not show yet, perhaps: the next reading asks again.
            return true;
        }
        return bring(range.map(it -> members(it, head)).orElse(Set.of()), false, head);
    }

    private Optional<Range> ahead(String base, BranchHead head) throws ForgeException {
        return forge.between(repository, base, head.sha(), MOST).filter(it -> it.total() <= OtherBranches.MOST_COMMITS);
    }

    /** Of a long range the newest are told only: that is no word of what has left it, and git will tell. */
    private Set<String> members(Range range, BranchHead head) {
        Set<String> members = new LinkedHashSet<>();
        if (range.total() > range.shas().size()) {
            members.addAll(store.members(head.name()));
        }
        members.addAll(range.shas());
        return members;
    }

    /** The head alone of another branch, whose other commits git is about to bring; the same. */
    boolean head(BranchHead head) throws ForgeException {
        Set<String> members = new LinkedHashSet<>(store.members(head.name()));
        members.add(head.sha());
        return bring(members, false, head);
    }

    /**
     * What a pull request brings.
     *
     * @return shas, oldest first, none where the forge knows of none; empty: it is to be asked again
     */
    Optional<List<String>> pull(PullRequest pull, String base) throws ForgeException {
        BranchHead head = head(pull);
        Optional<Range> range = ahead(base, head);
        if (range.isEmpty()) {
            return Optional.of(List.of());
        }
        Set<String> members = members(range.get(), head);
        return bring(members, false, head) && came(members, head)
                ? Optional.of(range.get().shas())
                : Optional.empty();
    }

    private static BranchHead head(PullRequest pull) {
        return new BranchHead(PullRequest.ref(pull.number()), pull.headSha());
    }

    private boolean bring(Set<String> members, boolean onDefault, BranchHead head) throws ForgeException {
        Set<String> stored = store.stored(members);
        List<String> unknown =
                members.stream().filter(it -> !stored.contains(it)).toList();
        int room = Math.min(unknown.size(), MOST - read);
        enough |= room < unknown.size();
        for (int from = 0; from < room; from += STORED_AT_ONCE) {
            add(unknown.subList(from, Math.min(room, from + STORED_AT_ONCE)), onDefault);
        }
        if (room < unknown.size()) {
            return false;
        }
        if (came(members, head)) {
            store.branch(head, members, onDefault);
        } else {
            // Stored at this head it would pass for read, and the head would not be asked for again.
            late = true;
        }
        return true;
    }

    private boolean came(Set<String> members, BranchHead head) {
        return !members.contains(head.sha())
                || !store.stored(List.of(head.sha())).isEmpty();
    }

    private void add(List<String> shas, boolean onDefault) throws ForgeException {
        List<ListedDiff> diffs = new ArrayList<>();
        UnaryOperator<Author> shown = past.shown();
        ForgeException failure = null;
        for (String sha : shas) {
            try {
                // One that is gone was pushed away meanwhile.
                Optional<ListedCommit> commit = forge.commit(repository, sha);
                commit.map(it -> ListedDiff.of(it, shown)).ifPresent(diffs::add);
            } catch (ForgeException e) {
                failure = e;
                break;
            }
        }
        store.add(past.listed(diffs, history.minedHead().isPresent()), onDefault, scoring);
        read += diffs.size();
        if (failure != null) {
            throw failure;
        }
    }
}
