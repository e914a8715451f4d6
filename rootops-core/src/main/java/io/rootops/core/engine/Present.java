package io.rootops.core.engine;

import io.rootops.core.risk.LearnedModel;
import java.time.Instant;

/** The learned model in use, and when it was learned. */
record Present(LearnedModel model, Instant learnedAt) {}
