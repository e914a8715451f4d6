package io.rootops.dashboard.view;

import io.rootops.core.memory.Reservations;
import java.util.ArrayList;
import java.util.List;

/** What people should know of a history when they read its figures, in sentences. */
final class HistoryNotes {
    private HistoryNotes() {}

    static List<String> of(Reservations it) {
        List<String> notes = new ArrayList<>();
        if (it.byBots() * 2 > it.commits()) {
            notes.add("Bots wrote " + Shown.number(it.byBots()) + " of the "
                    + Shown.count(it.commits(), "ranked commit")
                    + ", " + it.busiestBot() + " alone " + Shown.number(it.byBusiestBot()) + ". They are ranked and"
                    + " learned from like all others, so most places here are places among commits of bots.");
        }
        if (it.future() > 0) {
            notes.add(Shown.count(it.future(), "commit") + (it.future() == 1 ? " is" : " are") + " dated in the future."
                    + " Such commits are ranked, but nothing is learned from them before that time has come.");
        }
        if (it.beforeParent() > 0) {
            notes.add(Shown.count(it.beforeParent(), "commit") + (it.beforeParent() == 1 ? " is" : " are") + " dated"
                    + " before the commit that came before, as in a rewritten history. They are learned from at the time"
                    + " that they are dated; where a time between two commits would be negative, it counts as none.");
        }
        if (it.authoredInFuture() > 0) {
            notes.add(Shown.count(it.authoredInFuture(), "commit") + (it.authoredInFuture() == 1 ? " has" : " have")
                    + " an author time in the future. It is shown as it is; commits are ranked and learned from by the"
                    + " time at which they were committed.");
        }
        if (it.authoredBeforeParent() > 0) {
            notes.add(Shown.count(it.authoredBeforeParent(), "commit")
                    + (it.authoredBeforeParent() == 1 ? " has" : " have") + " an author time before that of the commit"
                    + " that came before, as after a rebase. Author times tell the copies of one change from others;"
                    + " commits are ranked and learned from by the time at which they were committed.");
        }
        if (it.withUnknownValues() > 0) {
            notes.add("Of " + Shown.count(it.withUnknownValues(), "commit") + " some measured value is not a number."
                    + " They are ranked and learned from like all others; such a value counts as the usual one and is no"
                    + " reason, and lines that are not known count as none where commits are ranked by size.");
        }
        if (it.unknown() > 0) {
            notes.add("Reverts and fixes name " + Shown.count(it.unknown(), "commit") + " that this repository does not"
                    + " have, as after a rewrite or from a fork. Nothing is learned from what they say of "
                    + (it.unknown() == 1 ? "it." : "them."));
        }
        return notes;
    }
}
