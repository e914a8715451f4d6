package io.rootops.app.cli;

import io.rootops.dashboard.learning.ModelState;
import java.time.Instant;
import java.util.List;

/**
 * What ranks rest on, in the words of the dashboard.
 *
 * @param model {@code size} or {@code learned}
 * @param note for people
 */
record ModelWords(String model, String note) {
    static ModelWords of(io.rootops.core.engine.LocalRanking.Ranking ranking) {
        var basis = ranking.basis();
        io.rootops.dashboard.view.Ranking words = io.rootops.dashboard.view.Ranking.of(List.of(new ModelState(
                basis.model(), 1, basis.knownBad(), Instant.EPOCH, basis.reason(), null, basis.sizeBetter())));
        return new ModelWords(words.model(), words.modelNote());
    }
}
