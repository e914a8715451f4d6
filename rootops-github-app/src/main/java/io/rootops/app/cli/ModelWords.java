package io.rootops.app.cli;

import io.rootops.dashboard.learning.ModelState;
import io.rootops.dashboard.learning.Population;
import java.time.Instant;
import java.util.List;

/**
 * What ranks rest on, in the words of the dashboard.
 *
 * @param model {@code size} or {@code learned}
 * @param note for people
 * @param among what percentiles are places among: {@code repository}, or {@code public_projects} as long as it has too few
 */
record ModelWords(String model, String note, String among) {
    static ModelWords of(io.rootops.core.engine.LocalRanking.Ranking ranking) {
        var basis = ranking.basis();
        io.rootops.dashboard.view.Ranking words = io.rootops.dashboard.view.Ranking.of(List.of(new ModelState(
                basis.model(),
                1,
                basis.knownBad(),
                Instant.EPOCH,
                basis.reason(),
                null,
                basis.sizeBetter(),
                basis.amongPrior() ? Population.PUBLIC_PROJECTS : Population.REPOSITORY,
                true)));
        return new ModelWords(words.model(), words.modelNote(), words.percentilesAmong());
    }
}
