/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.aws.Permissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.JsonUtil;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.json.JsonArray;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.jspecify.annotations.Nullable;

/**
 * The broker's own security: who has which roles, and what those may do. Each {@code security-invalidation-interval}, 10 s
 * by default, that is found out anew, as it is for the broker's other clients.
 */
public final class BrokerSecurity implements AutoCloseable {

    private static final long SHORTEST_MILLIS = 1_000;

    private final ActiveMQServer server;
    private final List<UserPermissions> users = new CopyOnWriteArrayList<>();
    private final ScheduledFuture<?> refreshing;

    /** @param server an active broker */
    public BrokerSecurity(ActiveMQServer server) {
        this.server = server;
        long interval = Math.max(SHORTEST_MILLIS, server.getConfiguration().getSecurityInvalidationInterval());
        refreshing = server.getScheduledPool()
                .scheduleWithFixedDelay(
                        () -> users.forEach(UserPermissions::refresh), interval, interval, TimeUnit.MILLISECONDS);
    }

    /**
     * What a user may do: everything, where the broker's security is switched off.
     *
     * @param roles the user's; empty to ask the broker's own user management, now and again
     * @throws IllegalArgumentException if the broker doesn't know the user; the message says what is right
     */
    public Permissions of(String user, List<String> roles) {
        if (!server.getConfiguration().isSecurityEnabled()) {
            return Permissions.ALL;
        }
        if (!(server.getSecurityManager() instanceof ActiveMQSecurityManager5 security)) {
            throw new IllegalArgumentException("the broker's security manager, "
                    + server.getSecurityManager().getClass().getName()
                    + ", can't tell what a role may do; credentials need one like Artemis's own");
        }
        UserPermissions permissions = roles.isEmpty()
                ? new UserPermissions(server, security, user, rolesOf(user), () -> rolesOf(user))
                : new UserPermissions(server, security, user, roles, () -> roles);
        users.add(permissions);
        return permissions;
    }

    /** Artemis tells that there is no such user by an exception or by no roles, depending on the security manager. */
    private List<String> rolesOf(String user) {
        List<String> roles;
        try {
            JsonArray users =
                    JsonUtil.readJsonArray(server.getActiveMQServerControl().listUser(user));
            JsonArray names = users.getJsonObject(0).getJsonArray("roles");
            roles = IntStream.range(0, names.size()).mapToObj(names::getString).toList();
        } catch (Exception e) {
            throw unknown(user, e);
        }
        if (roles.isEmpty()) {
            throw unknown(user, null);
        }
        return roles;
    }

    private static IllegalArgumentException unknown(String user, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "the broker knows no roles of the user '" + user
                        + "' of the credentials file: add the user to the broker,"
                        + " or, if its users are kept elsewhere, give their roles by a line like: roles = amq",
                cause);
    }

    /** Ends asking; what was given goes on to answer. */
    @Override
    public void close() {
        refreshing.cancel(false);
    }
}
