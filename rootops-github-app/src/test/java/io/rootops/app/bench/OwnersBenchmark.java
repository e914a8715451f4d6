package io.rootops.app.bench;

import io.rootops.app.rootcause.RootCauseIncidents;
import io.rootops.core.evaluate.suspect.MeasuredIncident;
import io.rootops.core.evaluate.suspect.SuspectEvaluation;
import io.rootops.core.evaluate.suspect.SuspectEvaluation.SetFigures;
import io.rootops.core.history.GitEnvironment;
import io.rootops.core.suspect.Chance;
import io.rootops.core.suspect.SuspectFeature;
import io.rootops.core.suspect.SuspectModel;
import io.rootops.core.suspect.SuspectWeights;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How high the true commit stands when the owners of lines alone rank, with nothing learned. Arguments: the folder of
 * incidents, the folder of clones.
 */
public final class OwnersBenchmark {
    private static final int THREADS = 2;

    private OwnersBenchmark() {}

    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("usage: OwnersBenchmark DATA CLONES");
            System.exit(2);
        }
        GitEnvironment.install();
        List<MeasuredIncident> incidents =
                new RootCauseIncidents(Path.of(args[0]), Path.of(args[1]), true, THREADS, System.out::println).read();
        print("own", incidents, Map.of(SuspectFeature.OWN, 1.0));
        print("own_new", incidents, Map.of(SuspectFeature.OWN_NEW, 1.0));
        print("both", incidents, Map.of(SuspectFeature.OWN, 1.0, SuspectFeature.OWN_NEW, 1.0));
    }

    private static void print(String name, List<MeasuredIncident> incidents, Map<SuspectFeature, Double> values) {
        SuspectWeights weights = new SuspectWeights(values);
        SuspectModel.Part model = new SuspectModel.Part(weights, weights, Chance.UNCHANGED, Chance.UNCHANGED);
        for (SetFigures set : SuspectEvaluation.of(incidents, model).sets()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %-10s n %d, MRR %.3f, acc@1 %.2f, acc@5 %.2f, acc@10 %.2f%n",
                    name,
                    set.set(),
                    set.all().n(),
                    set.all().mrr(),
                    set.all().acc1(),
                    set.all().acc5(),
                    set.all().acc10());
        }
    }
}
