package io.rootops.core.engine;

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

    /** Whether the forge failed about one, so that the rest went on without it. */
    boolean passedBy() {
        return passedBy;
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
        return bring(members, true, head);
    }

    private boolean descends(String listed, BranchHead head) throws ForgeException {
        return forge.between(repository, listed, head.sha(), 1)
                .filter(Range::descends)
                .isPresent();
    }

    /** Another branch, as far as it is ahead of the default one; the same. */
    boolean branch(BranchHead head, String defaultHead) throws ForgeException {
        Optional<Range> range = forge.between(repository, defaultHead, head.sha(), MOST)
                .filter(it -> it.total() <= OtherBranches.MOST_COMMITS);
        return bring(range.map(Range::shas).orElse(List.of()), false, head);
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
     * @return shas, oldest first; none where the forge knows of none
     */
    List<String> pull(PullRequest pull, String base) throws ForgeException {
        Optional<Range> range = forge.between(repository, base, pull.headSha(), MOST)
                .filter(it -> it.total() <= OtherBranches.MOST_COMMITS);
        if (range.isEmpty() || !bring(range.get().shas(), false, head(pull))) {
            return List.of();
        }
        return range.get().shas();
    }

    private static BranchHead head(PullRequest pull) {
        return new BranchHead(PullRequest.ref(pull.number()), pull.headSha());
    }

    private boolean bring(Iterable<String> members, boolean onDefault, BranchHead head) throws ForgeException {
        List<String> all = new ArrayList<>();
        members.forEach(all::add);
        Set<String> stored = store.stored(all);
        List<String> unknown = all.stream().filter(it -> !stored.contains(it)).toList();
        int room = Math.min(unknown.size(), MOST - read);
        enough |= room < unknown.size();
        for (int from = 0; from < room; from += STORED_AT_ONCE) {
            add(unknown.subList(from, Math.min(room, from + STORED_AT_ONCE)), onDefault);
        }
        if (room < unknown.size()) {
            return false;
        }
        store.branch(head, all, onDefault);
        return true;
    }

    private void add(List<String> shas, boolean onDefault) throws ForgeException {
        List<ListedDiff> diffs = new ArrayList<>();
        ForgeException failure = null;
        for (String sha : shas) {
            try {
                // One that is gone was pushed away meanwhile.
                Optional<ListedCommit> commit = forge.commit(repository, sha);
                commit.map(ListedDiff::of).ifPresent(diffs::add);
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
