package io.rootops.core.signal.intake;

import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.template.TemplateMerge;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one reading found of a service.
 *
 * @param minutes events by the minute that they begin in; not empty
 * @param first when the first of its lines was written
 * @param last when the last of them was
 * @param templates those that came, and are not forgotten already
 * @param merges of templates, in their order
 * @param miner the version of the miner's state that the ids are of
 * @param state what the miner knows now, as {@code MinerState} writes it; null: as before, but for counts
 * @param evicted how many templates were forgotten because there were too many
 */
public record ServiceLog(
        ServiceName service,
        Map<Instant, Minute> minutes,
        Instant first,
        Instant last,
        List<TemplateEvents> templates,
        List<TemplateMerge> merges,
        long miner,
        byte @Nullable [] state,
        long evicted) {

    public ServiceLog {
        minutes = Map.copyOf(minutes);
        templates = List.copyOf(templates);
        merges = List.copyOf(merges);
    }

    /** @param errors of the events, those that tell that something went wrong */
    public record Minute(int events, int errors) {
        Minute plus(Minute other) {
            return new Minute(events + other.events, errors + other.errors);
        }
    }
}
