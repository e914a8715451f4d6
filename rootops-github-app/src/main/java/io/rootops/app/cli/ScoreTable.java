package io.rootops.app.cli;

import io.rootops.core.engine.LocalRanking.Ranking;
import io.rootops.core.engine.RankedCommit;
import io.rootops.core.memory.ModelMemory;
import io.rootops.core.risk.RiskScore;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Ranked commits, a line each. */
final class ScoreTable {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int AUTHOR = 18;
    private static final int TITLE = 72;

    private ScoreTable() {}

    static void text(Output out, Ranking ranking) {
        if (ranking.commits().isEmpty()) {
            out.line("No commit to rank.");
            return;
        }
        out.line(pad("Level", LevelMark.WIDTH) + "  Pct  " + pad("Commit", 9) + "  " + pad("Date", 10) + "  "
                + pad("Author", AUTHOR) + "  Title");
        ranking.commits().forEach(it -> out.line(row(it)));
        out.line(note(ranking));
    }

    static void csv(Output out, List<ScoredCommit> commits) {
        out.line("sha,committed_at,author,title,level,percentile,score,unscored,files,lines_added,lines_deleted,"
                + "on_default_branch,model,model_note,probability");
        for (ScoredCommit it : commits) {
            out.line(Csv.line(
                    it.sha(),
                    it.committedAt(),
                    it.author().name(),
                    it.title(),
                    it.level(),
                    it.percentile(),
                    it.score(),
                    it.unscored(),
                    it.files(),
                    it.linesAdded(),
                    it.linesDeleted(),
                    it.onDefaultBranch(),
                    it.model(),
                    it.modelNote(),
                    it.probability()));
        }
    }

    /** What the percentiles are worth. */
    static String note(Ranking ranking) {
        String commits = String.format(
                Locale.ENGLISH,
                "%,d commit%s of the default branch",
                ranking.scoredCommits(),
                ranking.scoredCommits() == 1 ? "" : "s");
        String by = "Ranks are " + ModelWords.of(ranking).note() + ".";
        if (ranking.basis().amongPrior()) {
            return by + " Scored are " + commits + ".";
        }
        return by + " Percentiles among " + commits
                + (ranking.scoredCommits() < ModelMemory.FEW
                        ? "; among so few a percentile places one only roughly."
                        : ".");
    }

    private static String row(RankedCommit it) {
        RiskScore risk = it.risk();
        LevelMark mark =
                LevelMark.of(risk == null ? null : risk.level(), it.commit().merge());
        String percentile = risk == null ? "-" : Integer.toString(risk.percentile());
        String title = TerminalText.of(it.commit().subject(), TITLE);
        return mark.styled(LevelMark.WIDTH) + " " + " ".repeat(4 - percentile.length()) + percentile + "  "
                + ScoredCommit.abbreviated(it.commit().sha()) + "  "
                + DAY.format(it.commit().committedAt()) + "  "
                + pad(TerminalText.of(it.commit().author().name(), AUTHOR), AUTHOR) + "  "
                + (title.isBlank() ? "(no message)" : title);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
    }
}
