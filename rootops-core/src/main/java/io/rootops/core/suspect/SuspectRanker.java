package io.rootops.core.suspect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ranks the commits that were running when an incident was seen by how likely they caused it. The same for the same input;
 * equal scores go to the newer commit. Safe for use by several threads.
 */
public final class SuspectRanker {
    private static final int SHOWN = 5;

    private final SuspectModel model;

    public SuspectRanker(SuspectModel model) {
        this.model = model;
    }

    /**
     * @param candidates none but these are ranked
     * @param at time of the running revision, or of the incident
     * @param known who owns lines at the running revision; empty, or of no commit: not known (yet), and the weights for that
     *     case count
     * @param most how many suspects are wanted
     */
    public SuspectRanking rank(
            Candidates candidates, SuspectQuery query, Instant at, Optional<LineOwnership> known, int most) {
        Optional<LineOwnership> ownership = known.filter(it -> !it.commits().isEmpty());
        FeatureTable table = FeatureTable.of(candidates, query, at, ownership);
        SuspectModel.Part part = model.part(ownership.isPresent());
        SuspectWeights weights = part.weights(query.traced());
        RankedScores scores = new RankedScores(weights.scores(candidates.size(), table::value));
        List<Integer> shown = scores.first(most);
        EvidenceWords words = new EvidenceWords(table, query, ownership, shown);
        List<Suspect> suspects = new ArrayList<>();
        for (int place : shown) {
            suspects.add(new Suspect(
                    candidates.sha(place), suspects.size() + 1, scores.of(place), words.of(place, weights)));
        }
        double share = scores.share(SHOWN);
        return new SuspectRanking(
                suspects,
                candidates.size(),
                ownership.isPresent(),
                query.traced(),
                share,
                part.five().of(share));
    }
}
