package io.rootops.core.history;

import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.Commit;
import io.rootops.core.change.FileStatus;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Computes the features of one commit. */
final class FeatureVector {
    private static final double DAY = 86_400;
    private static final long DAYS_30 = 30 * 86_400L;
    private static final long DAYS_180 = 180 * 86_400L;

    private final float[] values = new float[Feature.values().length];
    private final CommitDiff diff;
    private final long time;
    private final MessageWords words;
    private final Set<String> subsystems = new HashSet<>();

    FeatureVector(CommitDiff diff) {
        this.diff = diff;
        Commit commit = diff.commit();
        time = commit.committedAt().getEpochSecond();
        words = new MessageWords(commit.subject(), commit.message());
        size();
        message(commit);
        clock(commit);
        content(diff.content());
    }

    boolean fix() {
        return words.fix();
    }

    boolean revert() {
        return words.revert();
    }

    /** The subsystems touched. */
    Set<String> subsystems() {
        return subsystems;
    }

    /** @param past of each file; null: it is new */
    void history(List<@Nullable FileState> past, AuthorState author) {
        double lines = 0;
        double age = 0;
        double own = 0;
        long changes = 0;
        int fixes = 0;
        int fixes180 = 0;
        int changes30 = 0;
        int reverts = 0;
        int maxLines = 0;
        int maxFixes = 0;
        int maxChanges = 0;
        BitSet developers = new BitSet();
        for (FileState file : past) {
            if (file == null) {
                continue;
            }
            for (int i = 0; i < file.developerCount(); i++) {
                developers.set(file.developer(i));
            }
            lines += file.length;
            age += Math.max(0, time - file.lastChange) / DAY;
            own += (double) file.changesBy(author.id) / file.changes.size();
            changes += file.changes.size();
            fixes += file.fixes.size();
            fixes180 += file.fixes.between(time - DAYS_180, time);
            changes30 += file.changes.between(time - DAYS_30, time);
            reverts += file.reverts;
            maxLines = Math.max(maxLines, file.length);
            maxFixes = Math.max(maxFixes, file.fixes.size());
            maxChanges = Math.max(maxChanges, file.changes.size());
        }
        int n = Math.max(1, past.size());
        set(Feature.LT, lines / n);
        set(Feature.AGE, age / n);
        set(Feature.OWN, own / n);
        set(Feature.NUC, (double) changes / n);
        set(Feature.NDEV, developers.cardinality());
        set(Feature.FFIX, fixes);
        set(Feature.FFIX180, fixes180);
        set(Feature.CHG30, changes30);
        set(Feature.FREV, reverts);
        set(Feature.MAXLOC, maxLines);
        set(Feature.FFIXMAX, maxFixes);
        set(Feature.CHGMAX, maxChanges);
    }

    void author(AuthorState author) {
        double inSubsystems = 0;
        for (String subsystem : subsystems) {
            inSubsystems += author.commitsIn(subsystem);
        }
        set(Feature.EXP, author.commits());
        set(Feature.REXP, author.recentCommits(time));
        set(Feature.SEXP, inSubsystems / Math.max(1, subsystems.size()));
        set(Feature.SELFGAP, author.daysSinceLast(time));
    }

    /** @param commits times of the earlier ones */
    void repository(SortedTimes commits) {
        set(Feature.REPO7, commits.between(time - FeatureState.REPOSITORY_WINDOW_SECONDS, time));
    }

    Features build() {
        return new Features(values);
    }

    private void size() {
        Set<String> tops = new HashSet<>();
        Set<String> directories = new HashSet<>();
        int added = 0;
        int deleted = 0;
        for (ChangedFile file : diff.files()) {
            tops.add(Subsystems.top(file.path()));
            directories.add(Subsystems.directory(file.path()));
            subsystems.add(Subsystems.of(file.path()));
            added += file.linesAdded();
            deleted += file.linesDeleted();
            kinds(file);
        }
        set(Feature.NS, tops.size());
        set(Feature.ND, directories.size());
        set(Feature.NF, diff.files().size());
        set(Feature.LA, added);
        set(Feature.LD, deleted);
        set(Feature.ENT, entropy(added + deleted));
        set(Feature.NEWF, count(FileStatus.ADDED));
        set(Feature.DELF, count(FileStatus.DELETED));
        set(Feature.RENF, count(FileStatus.RENAMED));
    }

    private void kinds(ChangedFile file) {
        PathKinds kinds = PathKinds.of(file.path());
        if (kinds.test()) {
            add(Feature.TESTF, 1);
            add(Feature.TESTCHURN, file.churn());
        }
        if (kinds.build()) {
            add(Feature.BUILDF, 1);
        }
        if (kinds.migration()) {
            add(Feature.MIGF, 1);
        }
        if (kinds.configuration()) {
            add(Feature.CONFF, 1);
        }
        if (kinds.documentation()) {
            add(Feature.DOCF, 1);
        }
        if (kinds.code()) {
            add(Feature.CODEF, 1);
            add(Feature.CODEADD, file.linesAdded());
        }
    }

    private double entropy(int churn) {
        double bits = 0;
        for (ChangedFile file : diff.files()) {
            if (file.churn() > 0) {
                double share = (double) file.churn() / churn;
                bits -= share * (Math.log(share) / Math.log(2));
            }
        }
        return bits;
    }

    private long count(FileStatus status) {
        return diff.files().stream().filter(it -> it.status() == status).count();
    }

    private void message(Commit commit) {
        String message = commit.message();
        set(Feature.FIX, words.fix() ? 1 : 0);
        set(Feature.ISREVERT, words.revert() ? 1 : 0);
        set(Feature.MSGLEN, message.codePointCount(0, message.length()));
        set(Feature.SUBJLEN, message.codePointCount(0, firstLine(message)));
        set(Feature.WFEAT, words.feature() ? 1 : 0);
        set(Feature.WREF, words.refactoring() ? 1 : 0);
        set(Feature.WDOC, words.documentation() ? 1 : 0);
        set(Feature.HASISSUE, words.issue() ? 1 : 0);
    }

    /** Where the first line ends; unlike the subject it keeps its blanks at the end. */
    private static int firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message.length() : end;
    }

    private void clock(Commit commit) {
        var local = commit.authoredAt().plusSeconds(diff.zoneMinutes() * 60L).atOffset(ZoneOffset.UTC);
        set(Feature.HOUR, local.getHour());
        set(Feature.WDAY, local.getDayOfWeek().getValue() - 1);
    }

    private void content(ContentCounts counts) {
        set(Feature.ACALL, counts.addedCalls());
        set(Feature.DCALL, counts.deletedCalls());
        set(Feature.ACOND, counts.addedConditions());
        set(Feature.DCOND, counts.deletedConditions());
        set(Feature.AASG, counts.addedAssignments());
        set(Feature.ANUM, counts.addedNumbers());
        set(Feature.ACONC, counts.addedConcurrency());
        set(Feature.DCONC, counts.deletedConcurrency());
        set(Feature.MAXINDENT, counts.indentMax());
        set(Feature.AIDENT, counts.addedTokens());
        if (counts.addedLines() > 0) {
            set(Feature.INDENT, (double) counts.indentSum() / counts.addedLines());
            set(Feature.LINELEN, (double) counts.widthSum() / counts.addedLines());
        }
    }

    private void set(Feature feature, double value) {
        values[feature.ordinal()] = (float) value;
    }

    private void add(Feature feature, int value) {
        values[feature.ordinal()] += value;
    }
}
