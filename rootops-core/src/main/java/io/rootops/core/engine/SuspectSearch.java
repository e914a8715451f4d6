package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.evaluate.suspect.Learned;
import io.rootops.core.evaluate.suspect.MeasuredIncident;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.LookUps;
import io.rootops.core.history.UnreadableRepositoryException;
import io.rootops.core.memory.CommitRanges;
import io.rootops.core.memory.DatabaseException;
import io.rootops.core.memory.IncidentAnswers;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.SuspectCommits;
import io.rootops.core.memory.SuspectRankings;
import io.rootops.core.memory.SuspectSubjects;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.suspect.Ancestry;
import io.rootops.core.suspect.Candidates;
import io.rootops.core.suspect.FeatureTable;
import io.rootops.core.suspect.LineOwnership;
import io.rootops.core.suspect.Running;
import io.rootops.core.suspect.SuspectModel;
import io.rootops.core.suspect.SuspectQuery;
import io.rootops.core.suspect.SuspectQuestion;
import io.rootops.core.suspect.SuspectRanker;
import io.rootops.core.suspect.SuspectRanking;
import io.rootops.core.suspect.SuspectSubject.OfDeployment;
import io.rootops.core.suspect.place.ClonedRevision;
import io.rootops.core.suspect.place.RevisionCache;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ranks the commits that may have caused incidents, suspicions and regressed deployments: at once by what is stored, and again when
 * it is known who wrote the lines that the text points at. For one thread; replicas may do it side by side.
 */
public final class SuspectSearch {
    /** That are kept; five of them are shown first. */
    static final int KEPT = 25;

    private static final Logger LOG = LoggerFactory.getLogger(SuspectSearch.class);
    private static final long CACHE_BYTES = 48L << 20;
    /** Of a file that changed all the time in a very long history; what is found until then counts. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

    private static final String FAILED = "It could not be ranked; the log says why.";
    private static final String UNREADABLE = "Who wrote the lines that the text points at could not be read.";

    /** What was logged meanwhile may tell more. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    /** Commits that were confirmed last; what caused incidents long ago tells less, and each takes a moment. */
    private static final int MOST_TAUGHT = 60;

    /** Of commits that went live at once. */
    private static final int MOST_DEPLOYED = 5_000;

    private final SuspectSubjects subjects;
    private final SuspectRankings rankings;
    private final SuspectHistories histories;
    private final SuspectCommits commits;
    private final WatchedDeployments deployments;
    private final CommitRanges ranges;
    private final RepositoryMemory repositories;
    private final Function<TrackedRepository, Optional<Path>> clones;
    private final IncidentAnswers answers;
    private final SuspectModel shipped;
    private final Announcements announcements;
    private final InstantSource clock;
    private final RevisionCache cache = new RevisionCache(CACHE_BYTES);
    private SuspectModel model;
    private Map<UUID, Set<String>> taughtBy = Map.of();

    /**
     * Not yet searching.
     *
     * @param clones where the clone of a repository is, if there is one
     * @param shipped what ranks until people confirm causes, and what is learned from those begins with
     */
    public SuspectSearch(
            SuspectSubjects subjects,
            SuspectRankings rankings,
            SuspectCommits commits,
            WatchedDeployments deployments,
            CommitRanges ranges,
            RepositoryMemory repositories,
            Function<TrackedRepository, Optional<Path>> clones,
            IncidentAnswers answers,
            SuspectModel shipped,
            Announcements announcements,
            InstantSource clock) {
        this.subjects = subjects;
        this.rankings = rankings;
        this.histories = new SuspectHistories(commits);
        this.commits = commits;
        this.deployments = deployments;
        this.ranges = ranges;
        this.repositories = repositories;
        this.clones = clones;
        this.answers = answers;
        this.shipped = shipped;
        this.model = shipped;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * Ranks for what has waited longest.
     *
     * @return false: nothing waits
     */
    public boolean next() {
        Optional<SuspectQuestion> question = subjects.next();
        if (question.isPresent()) {
            learn();
            try {
                rank(question.get());
            } catch (RuntimeException e) {
                if (DatabaseException.isOutage(e)) {
                    throw e;
                }
                LOG.warn("{} cannot be ranked", question.get().subject(), e);
                passOver(question.get());
            }
        }
        return question.isPresent();
    }

    /** Until there is news of it, so that it holds up no other; its confirmed cause is not measured by this. */
    private void passOver(SuspectQuestion question) {
        SuspectRanking none = new SuspectRanking(List.of(), 0, false, false, 0, 0);
        rankings.keep(question, Running.NOTHING, none, model.version(), FAILED, null, false);
    }

    /** What can be ranked, and by whom. */
    private record Case(
            SuspectQuestion question,
            Running running,
            Candidates candidates,
            SuspectQuery query,
            SuspectModel model,
            boolean cut) {
        SuspectRanking rank(Optional<LineOwnership> ownership) {
            return new SuspectRanker(model).rank(candidates, query, question.at(), ownership, KEPT);
        }

        /** The paths that each of them changed. */
        void eachFiles(String headSha, Consumer<List<String>> sink) {
            candidates.eachFiles(sink);
        }
    }

    private void rank(SuspectQuestion question) {
        Case its = caseOf(question);
        boolean asked = clone(its).isPresent();
        keep(its, its.rank(Optional.empty()), cutNote(its), !asked);
        if (asked) {
            Optional<LineOwnership> ownership = ownership(its);
            keep(its, its.rank(ownership), ownership.isPresent() ? cutNote(its) : UNREADABLE, true);
        }
    }

    private Optional<Path> clone(Case its) {
        return repositories
                .byId(its.question().repository())
                .flatMap(clones)
                .filter(it ->
                        its.running().head().isPresent() && its.candidates().size() > 0);
    }

    /** Empty: there is no clone, or it cannot be read. */
    private Optional<LineOwnership> ownership(Case its) {
        try {
            Optional<Path> clone = clone(its);
            return clone.isPresent() ? owners(clone.get(), its) : Optional.empty();
        } catch (UnreadableRepositoryException e) {
            LOG.info("{} is ranked without its clone: {}", its.question().subject(), e.getMessage());
        } catch (RuntimeException e) {
            // Such as of a clone that is packed anew meanwhile.
            LOG.warn("{} is ranked without its clone", its.question().subject(), e);
        }
        return Optional.empty();
    }

    private static @Nullable String cutNote(Case its) {
        return its.cut() ? "Only the newest commits of its history are among them." : null;
    }

    private Case caseOf(SuspectQuestion question) {
        SuspectHistories.History history = histories.of(question.repository());
        Running running = running(question, history.ancestry());
        // Frames may name files that what went live did not touch.
        Candidates all = new Candidates(
                history.index(), running.head().map(history.ancestry()::of).orElse(List.of()));
        Candidates candidates = deployed(question, running)
                .map(it -> new Candidates(history.index(), it))
                .orElse(all);
        return new Case(
                question,
                running,
                candidates,
                SuspectQuery.of(question.title(), question.text(), all.paths()),
                model,
                history.cut());
    }

    /** The deployment that was running, or being rolled out, when it began, if its commit is stored; else where the default branch stood. */
    private Running running(SuspectQuestion question, Ancestry known) {
        RepositoryId repository = question.repository();
        Optional<String> deployed = question.subject() instanceof OfDeployment it
                ? deployments
                        .find(it.watch())
                        .flatMap(told -> Optional.ofNullable(told.event().sha()))
                : deployments.running(repository, question.service(), question.at());
        return deployed.filter(known::knows)
                .map(it -> new Running(Optional.of(it), Running.From.DEPLOYMENT))
                .or(() -> commits.defaultHead(repository, question.at())
                        .map(it -> new Running(Optional.of(it), Running.From.DEFAULT_BRANCH)))
                .orElse(Running.NOTHING);
    }

    /** What went live with a deployment after which something got worse: nothing else can have done it; empty: not known. */
    private Optional<Collection<String>> deployed(SuspectQuestion question, Running running) {
        if (!(question.subject() instanceof OfDeployment it) || running.head().isEmpty()) {
            return Optional.empty();
        }
        return deployments
                .find(it.watch())
                .flatMap(told -> deployments
                        .succession()
                        .commitBefore(told.watched(), told.event().time()))
                .flatMap(before -> Optional.ofNullable(before.sha()))
                .map(before -> ranges.between(
                        question.repository(), before, running.head().orElseThrow(), MOST_DEPLOYED));
    }

    /** The same answers teach the same on each replica, so that nothing of it needs to be kept. */
    private void learn() {
        Map<UUID, Set<String>> confirmed = answers.confirmed(MOST_TAUGHT);
        if (confirmed.equals(taughtBy)) {
            return;
        }
        List<MeasuredIncident> owned = new ArrayList<>();
        List<MeasuredIncident> all = new ArrayList<>();
        confirmed.forEach((incident, causes) -> subjects.of(incident).ifPresent(question -> {
            Case its = caseOf(question);
            measured(its, causes, Optional.empty()).ifPresent(all::add);
            ownership(its)
                    .filter(it -> !it.commits().isEmpty())
                    .flatMap(it -> measured(its, causes, Optional.of(it)))
                    .ifPresent(owned::add);
        }));
        model = all.isEmpty()
                ? shipped
                : new SuspectModel(
                        shipped.version() + " and " + all.size() + " of one's own",
                        Learned.adapted(shipped.withOwners(), owned, true),
                        Learned.adapted(shipped.withoutOwners(), all, false));
        taughtBy = confirmed;
        LOG.info("Suspects are ranked by the weights {}", model.version());
    }

    private static Optional<MeasuredIncident> measured(
            Case its, Set<String> causes, Optional<LineOwnership> ownership) {
        Candidates candidates = its.candidates();
        Set<String> known = causes.stream().filter(candidates::contains).collect(Collectors.toSet());
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(new MeasuredIncident(
                        String.valueOf(its.question().subject()),
                        "own",
                        String.valueOf(its.question().repository()),
                        its.query().traced(),
                        known,
                        FeatureTable.of(candidates, its.query(), its.question().at(), ownership),
                        List.of()));
    }

    private Optional<LineOwnership> owners(Path clone, Case its) throws UnreadableRepositoryException {
        try (GitHistory git = GitHistory.open(clone)) {
            return new ClonedRevision(git, cache, its::eachFiles, ClonedRevision.BLAMED, this::patience)
                    .look(its.running().head().orElseThrow(), its.query());
        }
    }

    private LookUps patience() {
        return LookUps.until(clock.instant().plus(LONGEST_LOOK), ClonedRevision.BLAMED, clock);
    }

    /** @param last whether no more is to come of it now */
    private void keep(Case its, SuspectRanking ranking, @Nullable String note, boolean last) {
        Instant now = clock.instant();
        boolean newsMayCome = now.isBefore(its.question().at().plus(SuspectQuestion.AFTER));
        @Nullable Instant again = !last ? now : newsMayCome ? now.plus(AGAIN) : null;
        if (rankings.keep(its.question(), its.running(), ranking, its.model().version(), note, again, last)) {
            announcements.changed(
                    its.question().subject() instanceof OfDeployment
                            ? Announcements.Part.DEPLOYMENTS
                            : Announcements.Part.INCIDENTS);
        }
    }
}
