package io.rootops.app.bench;

import io.rootops.app.rootcause.RootCauseIncidents;
import io.rootops.app.rootcause.WeightsDocument;
import io.rootops.core.evaluate.suspect.Learned;
import io.rootops.core.evaluate.suspect.MeasuredIncident;
import io.rootops.core.history.GitEnvironment;
import io.rootops.core.suspect.SuspectModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Learns the weights of suspects that ship with RootOps from all incidents of a folder. Arguments: the file to write, the
 * folder, the folder of clones.
 */
public final class WeightsTrainer {
    private static final long SEED = 1;
    private static final int THREADS = 2;

    private WeightsTrainer() {}

    public static void main(String[] args) throws Exception {
        GitEnvironment.install();
        List<MeasuredIncident> incidents =
                new RootCauseIncidents(Path.of(args[1]), Path.of(args[2]), true, THREADS, System.out::println).read();
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        SuspectModel model =
                new SuspectModel(today, Learned.of(incidents, true, SEED), Learned.of(incidents, false, SEED));
        List<WeightsDocument.Source> sources = incidents.stream()
                .collect(Collectors.groupingBy(MeasuredIncident::project, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(it -> new WeightsDocument.Source(it.getKey(), it.getValue().intValue()))
                .toList();
        Files.write(
                Path.of(args[0]),
                WeightsDocument.of(model, sources, "make suspect-weights DATA=DIR CLONES=DIR", today)
                        .toJson());
    }
}
