package io.rootops.app.bench;

import io.rootops.app.prior.PriorDocument;
import io.rootops.core.history.GitEnvironment;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.MeanPrior;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.TrainingProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Trains the prior that ships with RootOps on clones of public repositories. Arguments: the file to write, then
 * {@code owner/name=directory} for each clone.
 */
public final class PriorTrainer {
    /**
     * Left out of the prior, as their slope here is that of the labels: a commit is found guilty by its lines of code,
     * so whatever counts code looks guiltier than it is.
     */
    private static final Set<Feature> OF_THE_LABELS = Set.of(Feature.CODEADD, Feature.AIDENT);

    private PriorTrainer() {}

    public static void main(String[] args) throws Exception {
        GitEnvironment.install();
        List<TrainingProject> projects = new ArrayList<>();
        List<PriorDocument.Source> sources = new ArrayList<>();
        for (String argument : List.of(args).subList(1, args.length)) {
            String[] clone = argument.split("=", 2);
            PriorSource source = PriorSource.read(clone[0], Path.of(clone[1]));
            projects.add(source.project());
            sources.add(source.card());
            System.out.println(source.card());
        }
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        List<Feature> features = Feature.learned().stream()
                .filter(it -> !OF_THE_LABELS.contains(it))
                .toList();
        Prior prior = new MeanPrior(features).of(today, projects);
        Files.write(
                Path.of(args[0]),
                PriorDocument.of(prior, sources, "make prior CLONES=\"owner/name=directory …\"", today)
                        .toJson());
    }
}
