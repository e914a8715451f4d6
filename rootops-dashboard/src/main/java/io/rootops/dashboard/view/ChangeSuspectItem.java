package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.suspect.ChangeSuspect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change that is no commit and may have caused an incident.
 *
 * @param rank among such changes, from 1
 * @param score comparable among such changes of one incident; no chance follows from it
 */
public record ChangeSuspectItem(@JsonUnwrapped ChangeItem change, int rank, double score, List<Evidence> evidence) {

    /** Of so many the page shows all, of the others a line. */
    public static final int SHOWN = 5;

    /**
     * A part of its score.
     *
     * @param points weight x value
     */
    public record Evidence(String feature, double points, String words) {}

    public static ChangeSuspectItem of(ChangeSuspect it, @Nullable String repository) {
        return new ChangeSuspectItem(
                ChangeItem.of(it.change(), repository),
                it.rank(),
                it.score(),
                it.evidence().stream()
                        .map(each -> new Evidence(each.feature().word(), each.points(), each.words()))
                        .toList());
    }
}
