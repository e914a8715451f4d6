package io.rootops.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rootops.dashboard.view.CommitItem;
import java.util.List;

/**
 * An error as RFC 9457 describes it; the page of an error shows the same.
 *
 * @param type {@code urn:rootops:problem:<code>}, stable
 * @param title the same for every problem of this type
 * @param detail names the input, what was expected, and how to mend it
 * @param instance path of the request
 * @param errors one per wrong input
 * @param commits what an ambiguous sha may mean
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Wrong> errors,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CommitItem> commits) {

    /** One wrong input: the query parameter, and what was expected of it. */
    public record Wrong(String parameter, String detail) {}

    /** @param code for looking it up, stable */
    public static Problem of(int status, String code, String title, String detail, String instance) {
        return new Problem("urn:rootops:problem:" + code, title, status, detail, instance, List.of(), List.of());
    }

    /** The code alone, for looking it up in the documentation. */
    public String code() {
        return type.substring(type.lastIndexOf(':') + 1);
    }
}
