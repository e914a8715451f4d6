package io.rootops.app.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.change.ChangedFile;
import io.rootops.core.engine.LocalRanking.Ranking;
import io.rootops.core.engine.RankedCommit;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A commit with all that is known of it, as programs read it; the names are those of the dashboard's API.
 *
 * @param changedFiles by churn, largest first
 * @param features empty where the commit has no score
 */
record Explanation(
        String schema,
        @JsonUnwrapped ScoredCommit commit,
        @Nullable String unscoredReason,
        String message,
        List<String> parents,
        List<FileItem> changedFiles,
        List<Fact> features) {

    record FileItem(
            String path, @Nullable String oldPath, String status, boolean binary, int linesAdded, int linesDeleted) {
        static FileItem of(ChangedFile it) {
            return new FileItem(
                    it.path(),
                    it.oldPath(),
                    it.status().name().toLowerCase(Locale.ROOT),
                    it.binary(),
                    it.linesAdded(),
                    it.linesDeleted());
        }
    }

    /** @param family what it is about: size, content, history, author, message, kinds, clock */
    record Fact(String family, String code, String description, float value) {}

    static Explanation of(Ranking ranking) {
        RankedCommit it = ranking.commits().get(0);
        Features features = it.features();
        ScoredCommit commit = ScoredCommit.of(it, ModelWords.of(ranking));
        return new Explanation(
                "rootops.explain/1",
                commit,
                commit.unscored() == null ? null : reason(commit.merge()),
                it.commit().message(),
                it.commit().parents(),
                it.files().stream()
                        .sorted(Comparator.comparingInt(ChangedFile::churn).reversed())
                        .map(FileItem::of)
                        .toList(),
                features == null ? List.of() : facts(features));
    }

    private static List<Fact> facts(Features features) {
        return Arrays.stream(Feature.values())
                .map(it -> new Fact(
                        it.family().name().toLowerCase(Locale.ROOT), it.id(), it.description(), features.get(it)))
                .toList();
    }

    private static String reason(boolean merge) {
        return merge
                ? "A merge brings together changes that are scored one by one, so it has no score of its own."
                : "This clone is shallow and ends at this commit: what it changed cannot be told without its parent."
                        + " To score it, complete the clone with `git fetch --unshallow`.";
    }
}
