package io.rootops.app.rootcause;

import io.rootops.app.rootcause.RootCauseFolder.BlamedFrame;
import io.rootops.app.rootcause.RootCauseFolder.Case;
import io.rootops.app.rootcause.RootCauseFolder.CommitLine;
import io.rootops.core.change.FileStatus;
import io.rootops.core.evaluate.bench.UnreadableDataException;
import io.rootops.core.evaluate.suspect.MeasuredIncident;
import io.rootops.core.history.ChangedIdentifiers;
import io.rootops.core.history.MinedFile;
import io.rootops.core.suspect.Candidates;
import io.rootops.core.suspect.FeatureTable;
import io.rootops.core.suspect.LineOwnership;
import io.rootops.core.suspect.RunningRevision;
import io.rootops.core.suspect.SuspectCommit;
import io.rootops.core.suspect.SuspectIndex;
import io.rootops.core.suspect.SuspectQuery;
import io.rootops.core.suspect.place.PastChanges;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The commits of one project, and its incidents with the features of all their candidates. */
final class ProjectIncidents {
    private final String project;
    private final Map<String, CommitLine> commits = new HashMap<>();
    private final SuspectIndex index = new SuspectIndex();

    /**
     * @param newestFirst as the folder has them
     * @param mined by sha what a clone tells of the files of commits; without it only those of one file have identifiers by file
     */
    ProjectIncidents(String project, List<CommitLine> newestFirst, Map<String, List<MinedFile>> mined) {
        this.project = project;
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            CommitLine line = newestFirst.get(i);
            commits.put(line.sha(), line);
            if (line.parents().size() < 2 && !line.files().isEmpty()) {
                index.add(commit(line, mined.getOrDefault(line.sha(), List.of())));
            }
        }
    }

    /** What the folder tells of a commit, with the identifiers that are kept of its files where there is a clone. */
    private SuspectCommit commit(CommitLine line, List<MinedFile> mined) {
        Map<String, MinedFile> byPath = new HashMap<>();
        mined.forEach(it -> byPath.put(it.file().path(), it));
        Map<String, Integer> rest = new HashMap<>(line.identifiers());
        List<SuspectCommit.File> files = new ArrayList<>();
        for (List<Object> listed : line.files()) {
            String path = String.valueOf(listed.get(0));
            MinedFile file = byPath.get(path);
            Map<String, Integer> identifiers = new HashMap<>();
            if (file != null) {
                identifiers.putAll(ChangedIdentifiers.counts(file.identifiers()));
            } else if (mined.isEmpty() && line.files().size() == 1) {
                identifiers.putAll(rest);
                rest.clear();
            }
            files.add(new SuspectCommit.File(
                    path,
                    number(line, listed, 1) + number(line, listed, 2),
                    file == null ? null : file.file().status() == FileStatus.ADDED,
                    identifiers));
        }
        return new SuspectCommit(
                line.sha(),
                Instant.ofEpochSecond(line.commitTime()),
                line.message(),
                files,
                mined.isEmpty() ? rest : Map.of());
    }

    private int number(CommitLine line, List<Object> file, int at) {
        if (file.size() > at && file.get(at) instanceof Number number) {
            return number.intValue();
        }
        throw new UnreadableDataException(project + ", commit " + line.sha() + ": the file " + file
                + "; expected a path, lines added and lines deleted: fetch the file of commits again");
    }

    /** @param revision looks at who owns lines, once it is told what changed before; empty: nobody knows */
    MeasuredIncident measured(Case incident, Optional<Function<PastChanges, RunningRevision>> revision) {
        Set<String> running = running(incident);
        Candidates candidates = new Candidates(index, running);
        SuspectQuery query =
                SuspectQuery.of(incident.incident().title(), incident.incident().text(), candidates.paths());
        Optional<LineOwnership> ownership =
                revision.flatMap(it -> it.apply(changes(running)).look(incident.head(), query));
        FeatureTable table =
                FeatureTable.of(candidates, query, Instant.ofEpochSecond(incident.headCommitTime()), ownership);
        return new MeasuredIncident(
                incident.id(),
                incident.set(),
                project,
                query.traced(),
                incident.inducing(),
                table,
                incident.frames().stream()
                        .map(BlamedFrame::blame)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private PastChanges changes(Set<String> running) {
        return (headSha, sink) -> running.stream()
                .map(it -> Objects.requireNonNull(commits.get(it)))
                .filter(it -> it.parents().size() < 2)
                .forEach(it -> sink.accept(it.files().stream()
                        .map(file -> String.valueOf(file.get(0)))
                        .toList()));
    }

    /** The running revision and all that it builds on, without those that are left out. */
    private Set<String> running(Case incident) {
        Set<String> seen = new HashSet<>();
        Deque<String> waiting = new ArrayDeque<>(List.of(incident.head()));
        while (!waiting.isEmpty()) {
            String sha = waiting.pop();
            CommitLine line = commits.get(sha);
            if (line == null) {
                throw new UnreadableDataException(project + ", incident " + incident.id() + ": the commit " + sha
                        + " is missing; expected every ancestor of " + incident.head()
                        + " in the file of commits: fetch it again");
            }
            if (seen.add(sha)) {
                waiting.addAll(line.parents());
            }
        }
        incident.fixCommitsExcluded().forEach(seen::remove);
        return seen;
    }
}
