package io.rootops.client;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The risk of one commit. What RootOps does not tell is null, never 0.
 *
 * @param repository owner/name; empty where neither the question nor the answer names it
 * @param sha complete where RootOps knows the commit, else as asked for
 * @param status how far RootOps is with it
 * @param percentile 0 to 100, within the repository; the main number
 * @param score 0 to 10, a tenth of the percentile
 * @param probability 0 to 1; null: the repository has no learned model yet
 * @param level the percentile in a word
 * @param message first line of the commit's message
 * @param reasons the one that weighs most first
 * @param url of the commit's page on RootOps
 * @param scoredAt when it got its score
 * @param modelVersion of the model that scored it
 * @param calibration what the probability rests on
 */
public record CommitRisk(
        String repository,
        String sha,
        Status status,
        @Nullable Double percentile,
        @Nullable Double score,
        @Nullable Double probability,
        Level level,
        @Nullable String message,
        List<Reason> reasons,
        @Nullable URI url,
        @Nullable Instant scoredAt,
        @Nullable String modelVersion,
        @Nullable Calibration calibration) {

    /** How far RootOps is with the commit. */
    public enum Status {
        /** It has a score. */
        SCORED,
        /** It is known and will be scored. */
        PENDING,
        /** It is not known, or the word for it is not known to this client. */
        UNKNOWN
    }

    /** The percentile in a word. */
    public enum Level {
        /** Below the 70th percentile. */
        LOW,
        /** From the 70th percentile. */
        MEDIUM,
        /** From the 90th percentile. */
        HIGH,
        /** No score, or a level that this client does not know. */
        UNKNOWN
    }

    /** @param sha as asked for; null: the answer has to name it */
    static CommitRisk of(JsonObject json, @Nullable String repository, @Nullable String sha) throws RootOpsException {
        String named = json.text("repository");
        String complete = sha == null ? json.requiredText("sha") : json.text("sha");
        return new CommitRisk(
                named != null ? named : repository != null ? repository : "",
                complete != null ? complete : sha != null ? sha : "",
                json.requiredWord("status", Status.class, Status.UNKNOWN),
                json.number("percentile", 0, 100),
                json.number("score", 0, 10),
                json.number("probability", 0, 1),
                json.word("level", Level.class, Level.UNKNOWN),
                json.text("message"),
                json.objects("reasons", Reason::of),
                json.link("url"),
                json.time("scored_at"),
                json.text("model_version"),
                json.object("calibration", Calibration::of));
    }
}
