package io.rootops.core.suspect;

import io.rootops.core.suspect.SuspectIndex.Field;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The features of all candidates of one incident. */
public final class FeatureTable {
    static final Set<Field> ALL = EnumSet.allOf(Field.class);
    static final Set<Field> MESSAGE = EnumSet.of(Field.SUBJECT, Field.BODY);
    private static final Set<Field> MESSAGE_AND_NAMES = EnumSet.of(Field.SUBJECT, Field.BODY, Field.NAME);
    private static final int MOST_FILES = 200;
    private static final double SECONDS_OF_DAY = 86_400;
    private static final double SCALE = 10;

    private final Candidates candidates;
    private final Map<SuspectFeature, double[]> columns = new EnumMap<>(SuspectFeature.class);

    private final CandidateTexts texts;
    private final NamedFiles named;

    private FeatureTable(Candidates candidates, SuspectQuery query) {
        this.candidates = candidates;
        this.texts = new CandidateTexts(candidates);
        this.named = new NamedFiles(candidates, query);
        for (SuspectFeature feature : SuspectFeature.values()) {
            columns.put(feature, new double[candidates.size()]);
        }
    }

    /** @param at time of the running revision, or of the incident */
    public static FeatureTable of(
            Candidates candidates, SuspectQuery query, Instant at, Optional<LineOwnership> ownership) {
        FeatureTable table = new FeatureTable(candidates, query);
        CandidateTexts texts = table.texts;
        double[] all = Columns.relative(texts.commits(query.terms(), ALL));
        double[] message = Columns.relative(texts.commits(query.terms(), MESSAGE));
        double[] file = Columns.relative(texts.bestFile(query.terms(), MOST_FILES));
        table.put(
                SuspectFeature.TEXT,
                Columns.mean(all, Columns.relative(texts.commits(query.terms(), EnumSet.of(Field.IDENTIFIER))), file));
        table.put(
                SuspectFeature.META,
                Columns.mean(
                        Columns.relative(texts.commits(query.terms(), MESSAGE_AND_NAMES)),
                        Columns.relative(texts.commits(query.terms(), EnumSet.of(Field.SUBJECT))),
                        message,
                        Columns.relative(texts.commits(query.terms(), EnumSet.of(Field.NAME)))));
        table.put(SuspectFeature.FRAME_TEXT, Columns.relative(texts.commits(query.frameTerms(), ALL)));
        NamedFiles named = table.named;
        table.put(SuspectFeature.NAME, named.touched());
        table.put(SuspectFeature.NAME_SHARE, Columns.relative(named.share()));
        table.put(SuspectFeature.NAME_FIRST, named.created());
        double[] similarity = Columns.sum(
                Columns.scaled(all, 0.6), Columns.sum(Columns.scaled(message, 0.2), Columns.scaled(file, 0.2)));
        table.put(SuspectFeature.HIST_SHARE, Columns.relative(new FileHistory(candidates).share(similarity)));
        ownership.ifPresent(table::own);
        table.always(at);
        return table;
    }

    private void own(LineOwnership ownership) {
        double[][] parts = new double[5][candidates.size()];
        ownership.commits().forEach((sha, owned) -> {
            int commit = candidates.index().number(sha);
            int place = commit < 0 ? -1 : candidates.place(commit);
            if (place >= 0) {
                parts[0][place] = owned.fileShare();
                parts[1][place] = owned.methodShare();
                parts[2][place] = owned.valueSquares();
                parts[3][place] = owned.valueMax();
                parts[4][place] = owned.ownNew();
            }
        });
        put(
                SuspectFeature.OWN,
                Columns.mean(
                        Columns.relative(parts[0]),
                        Columns.relative(parts[1]),
                        Columns.relative(parts[2]),
                        Columns.relative(parts[3])));
        put(SuspectFeature.OWN_NEW, Columns.relative(parts[4]));
    }

    private void always(Instant at) {
        SuspectIndex index = candidates.index();
        for (int place = 0; place < candidates.size(); place++) {
            int commit = candidates.commit(place);
            int files = 0;
            int tests = 0;
            long lines = 0;
            boolean code = false;
            for (int part = index.firstPart(commit); part < index.endOfParts(commit); part++) {
                if (index.pathOfPart(part) >= 0) {
                    String path = index.paths().path(index.pathOfPart(part));
                    boolean test = SourcePath.test(path);
                    files++;
                    tests += test ? 1 : 0;
                    lines += index.linesOfPart(part);
                    code |= !test && SourcePath.source(path);
                }
            }
            double days = Math.max(0, at.getEpochSecond() - index.time(commit)) / SECONDS_OF_DAY;
            set(SuspectFeature.LOG_AGE, place, Math.log1p(place) / SCALE);
            set(SuspectFeature.LOG_DAYS, place, Math.log1p(days) / SCALE);
            set(SuspectFeature.CHURN, place, Math.log1p(lines) / SCALE);
            set(SuspectFeature.TESTS, place, files == 0 ? 0 : (double) tests / files);
            set(SuspectFeature.PROD_CODE, place, code ? 1 : 0);
        }
    }

    /** How many days before the incident, of a value of {@link SuspectFeature#LOG_DAYS}. */
    public static double days(double value) {
        return Math.expm1(SCALE * value);
    }

    private void put(SuspectFeature feature, double[] column) {
        columns.put(feature, column);
    }

    private void set(SuspectFeature feature, int place, double value) {
        column(feature)[place] = value;
    }

    /** By the places of the candidates. */
    double[] column(SuspectFeature feature) {
        return columns.getOrDefault(feature, new double[0]);
    }

    public double value(SuspectFeature feature, int place) {
        return column(feature)[place];
    }

    public Candidates candidates() {
        return candidates;
    }

    CandidateTexts texts() {
        return texts;
    }

    NamedFiles named() {
        return named;
    }
}
