package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.RangeRisk;
import io.rootops.core.risk.RiskScore;
import io.rootops.core.risk.WhatIf;
import io.rootops.dashboard.learning.LearningRecord;
import io.rootops.dashboard.view.WhatIfItem;
import java.time.Instant;
import java.util.List;

/** Asks the model of a repository what it would say of a commit that was made otherwise. */
final class WhatIfReader {
    private final LearningRecord learning;
    private final RangeReader ranges;

    WhatIfReader(LearningRecord learning, RangeReader ranges) {
        this.learning = learning;
        this.ranges = ranges;
    }

    /** Nothing where no model has learned, or of the commit too little is known. */
    List<WhatIfItem> of(CommitDetail commit, Instant now) {
        TrackedRepository repository = commit.summary().repository();
        Features features = commit.features();
        RiskScore risk = commit.summary().risk();
        if (features == null || risk == null || risk.probability() == null || risk.provisional()) {
            return List.of();
        }
        List<WhatIf> found = learning.learned(repository.id())
                .map(it -> WhatIf.of(it, features))
                .orElse(List.of());
        if (found.isEmpty()) {
            return List.of();
        }
        RangeRisk together = ranges.risk(repository, now);
        return found.stream().map(it -> WhatIfItem.of(it, together)).toList();
    }
}
