package io.rootops.core.history;

import io.rootops.core.change.Author;
import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.Commit;
import io.rootops.core.change.ListedCommit;
import io.rootops.core.change.ListedFile;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Feature.Family;
import io.rootops.core.risk.Features;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A commit of which only a forge's list of files is known, ready to be scored. What the list does not tell is unknown in
 * its features (NaN), never 0: a model takes it for usual.
 */
public final class ListedDiff {
    /** Before the change: only the past of a file tells. */
    private static final Set<Feature> LENGTHS = EnumSet.of(Feature.LT, Feature.MAXLOC);
    /** Times are told in UTC. */
    private static final Set<Feature> LOCAL_TIME = EnumSet.of(Feature.HOUR, Feature.WDAY);

    private final ListedCommit listed;
    private final CommitDiff diff;
    private final boolean contentKnown;

    private ListedDiff(ListedCommit listed, CommitDiff diff, boolean contentKnown) {
        this.listed = listed;
        this.diff = diff;
        this.contentKnown = contentKnown;
    }

    public static ListedDiff of(ListedCommit listed) {
        return of(listed, UnaryOperator.identity());
    }

    /** @param shown who its author is to be in the memory */
    public static ListedDiff of(ListedCommit listed, UnaryOperator<Author> shown) {
        Commit commit = new Commit(
                listed.sha(),
                listed.parents(),
                new Identities(Mailmap.NONE, shown).author(listed.authorName(), listed.authorEmail()),
                listed.authoredAt(),
                listed.committedAt(),
                listed.message());
        if (commit.merge()) {
            return new ListedDiff(
                    listed,
                    new CommitDiff(commit, 0, false, List.of(), List.of(), ContentCounts.NONE, LineChanges.NONE, null),
                    true);
        }
        ContentReader content = new ContentReader();
        content.startCommit();
        boolean known = listed.whole();
        List<ChangedFile> files = new ArrayList<>();
        for (ListedFile file : listed.files()) {
            known &= read(content, files.size(), file);
            files.add(file.file());
        }
        return new ListedDiff(
                listed,
                new CommitDiff(
                        commit,
                        0,
                        true,
                        List.copyOf(files),
                        content.identifiers(files.size()),
                        content.counts(),
                        LineChanges.NONE,
                        null),
                known);
    }

    /** What has to be known of the past for it. */
    public CommitDiff diff() {
        return diff;
    }

    /**
     * Its features from what came before; afterwards the state knows it too.
     *
     * @param pastKnown false: the state knows nothing of what came before, and only numbers new files
     */
    public MinedCommit mined(FeatureState past, boolean pastKnown) {
        boolean remembered = pastKnown ? past.remembers(diff) : onlyNewFiles();
        MinedCommit mined = past.apply(diff);
        Features features = mined.features();
        if (features == null) {
            return mined;
        }
        float[] values = features.toArray();
        for (Feature feature : Feature.values()) {
            if (unknown(feature, pastKnown, remembered)) {
                values[feature.ordinal()] = Float.NaN;
            }
        }
        if (!listed.whole()) {
            values[Feature.LA.ordinal()] = listed.linesAdded();
            values[Feature.LD.ordinal()] = listed.linesDeleted();
        }
        return new MinedCommit(mined.commit(), mined.files(), new Features(values), List.of(), null);
    }

    private boolean unknown(Feature feature, boolean past, boolean remembered) {
        Family family = feature.family();
        return LOCAL_TIME.contains(feature)
                || (family == Family.CONTENT && !contentKnown)
                || (!remembered && (family == Family.HISTORY || LENGTHS.contains(feature) || feature == Feature.OWN))
                || (!past && (family == Family.AUTHOR || feature == Feature.REPO7));
    }

    private boolean onlyNewFiles() {
        return diff.files().stream().noneMatch(FeatureState::hasPast);
    }

    /** False where its changed code is not shown. */
    private static boolean read(ContentReader content, int index, ListedFile file) {
        PathKinds kinds = PathKinds.of(file.file().path());
        if (!kinds.anyCode() && !kinds.words() || file.file().churn() == 0) {
            return true;
        }
        PatchLines lines = PatchLines.read(
                file.patch(), file.file().linesAdded(), file.file().linesDeleted());
        if (lines == null) {
            return !kinds.code();
        }
        if (kinds.anyCode()) {
            content.read(index, lines, kinds.code());
        } else {
            content.readWords(index, lines);
        }
        return true;
    }
}
