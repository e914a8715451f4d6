package io.rootops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.access.Scope;
import io.rootops.core.incident.ChangeKind;
import io.rootops.core.incident.CulpritAnswer.Kind;
import io.rootops.core.incident.CulpritAnswer.Verdict;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.signal.ServiceName;
import io.rootops.dashboard.view.AnswerItem;
import io.rootops.dashboard.view.ChangeItem;
import io.rootops.dashboard.view.ChangeSuspectItem;
import io.rootops.dashboard.view.Frame.Section;
import io.rootops.dashboard.view.IncidentItem;
import io.rootops.dashboard.view.IncidentView;
import io.rootops.dashboard.view.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IncidentPageTest {
    private static final Visitor WRITER = new Visitor(Visitor.Kind.SESSION, Set.of(Scope.INCIDENT_WRITE), "token");

    private final Pages pages = new Pages(new Assets(), InstantSource.fixed(Samples.NOW), null);

    private static ChangeItem change(int number, String title) {
        return new ChangeItem(
                new UUID(7, number),
                ChangeKind.FEATURE_FLAG,
                title,
                null,
                "cart",
                null,
                Samples.NOW.plusSeconds(number),
                number == 1 ? "https://flags.example.org/1" : null,
                "/flags, says the token 'ci'");
    }

    private static ChangeSuspectItem suspect(int rank) {
        return new ChangeSuspectItem(
                change(rank, "Turn on <new> " + rank),
                rank,
                1.5,
                List.of(new ChangeSuspectItem.Evidence("service", 0.69, "is of the service cart")));
    }

    private String page(List<ChangeSuspectItem> suspects, List<AnswerItem> answers, Visitor visitor) {
        IncidentItem item = IncidentItem.of(
                new Incident(
                        new UUID(1, 1),
                        null,
                        new ServiceName("cart", ""),
                        "The cart is empty",
                        Severity.HIGH,
                        IncidentSource.REPORTED,
                        1,
                        Samples.NOW,
                        null,
                        Samples.NOW,
                        null),
                null,
                Set.of(IncidentSource.REPORTED),
                Samples.NOW);
        IncidentView view = new IncidentView(
                item,
                0,
                List.of(),
                "",
                List.of(),
                null,
                suspects,
                answers,
                List.of(),
                List.of(),
                suspects.stream().map(ChangeSuspectItem::change).toList());
        return new String(
                pages.render(
                                200,
                                "incident.jte",
                                Map.of(
                                        "frame",
                                        Samples.frame(Section.INCIDENTS, null, List.of(), visitor),
                                        "view",
                                        view))
                        .body(),
                StandardCharsets.UTF_8);
    }

    private static AnswerItem answer(Verdict verdict, Kind kind, ChangeItem change) {
        return new AnswerItem(
                3, verdict, null, null, kind, change.id(), change.title(), 1, null, "somebody", Samples.NOW, null);
    }

    @Test
    void changesThatAreNoCommitsStandBesideTheCommitsWithoutAChance() {
        String page = page(
                IntStream.rangeClosed(1, 7).mapToObj(IncidentPageTest::suspect).toList(), List.of(), WRITER);

        assertThat(page)
                .contains(
                        "with no measured chance",
                        "speaks of commits alone",
                        "id=\"change-suspect-5\"",
                        "2 more changes",
                        "https://flags.example.org/1",
                        "Turn on &lt;new&gt; 7",
                        "Is of the service cart",
                        "aria-label=\"Not this: Turn on &lt;new> 1\"",
                        "after it began")
                .doesNotContain("id=\"change-suspect-6\"", "<new>", "chance that the cause");
        assertThat(page(List.of(suspect(1)), List.of(), Visitor.ANYONE))
                .contains("with no measured chance")
                .doesNotContain("This did it");
        assertThat(page(List.of(), List.of(), WRITER)).doesNotContain("no measured chance", "no commits");
    }

    @Test
    void whatIsSaidOfAChangeStandsBesideIt() {
        ChangeSuspectItem its = suspect(1);

        assertThat(page(List.of(its), List.of(answer(Verdict.NONE_OF_THESE, Kind.CONFIGURATION, its.change())), WRITER))
                .contains(
                        "This change did it, and no commit, says somebody",
                        "Undo what was said of",
                        "name=\"number\" value=\"3\"")
                .doesNotContain("aria-label=\"This did it: Turn", "Undo: This change");
        assertThat(page(List.of(), List.of(answer(Verdict.NONE_OF_THESE, Kind.CONFIGURATION, its.change())), WRITER))
                .as("of one that is no suspect any more")
                .contains("Undo: This change did it, and no commit Turn on");
    }
}
