package io.rootops.core.memory;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;

/** Says in one sentence why a database does not let us in. */
final class ConnectionProblem {
    private ConnectionProblem() {}

    static DatabaseException of(DatabaseUrl url, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String place = url.place();
        String user = String.valueOf(url.user());
        String sentence = switch (state) {
            case "28P01", "28000" ->
                "The database at " + place + " refuses user " + user
                        + ": check user and password in DATABASE_URL, and the server's pg_hba.conf.";
            case "3D000" ->
                "The database " + place + " does not exist: create it, or correct the name in DATABASE_URL.";
            case "53300" ->
                "The database server at " + place + " has no connection left: raise its max_connections,"
                        + " or stop other clients.";
            case "57P03" -> "The database server at " + place + " is starting up: try again in a moment.";
            default -> unreachable(place, e);
        };
        return new DatabaseException(sentence, e);
    }

    private static String unreachable(String place, SQLException e) {
        String why = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof UnknownHostException) {
                why = "the host name is unknown";
            } else if (each instanceof SocketTimeoutException) {
                why = "no answer in time";
            }
        }
        return "The database at " + place + " cannot be reached (" + why
                + "): check host and port in DATABASE_URL and that the server runs,"
                + " or unset DATABASE_URL to use the embedded one.";
    }
}
