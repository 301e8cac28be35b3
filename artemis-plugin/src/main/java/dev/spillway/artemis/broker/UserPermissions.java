/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.aws.Permissions;
import dev.spillway.artemis.aws.QueueAccess;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.settings.HierarchicalRepository;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.RolePrincipal;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CompositeAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one user may do, by the security settings of the queues' addresses. What was found out holds until the
 * next {@link #refresh}.
 */
final class UserPermissions implements Permissions {

    private static final Logger log = LoggerFactory.getLogger(UserPermissions.class);

    /** What a user may have on a queue that they may see. */
    private static final List<CheckType> SEEING = List.of(
            CheckType.SEND, CheckType.CONSUME, CheckType.BROWSE, CheckType.VIEW, CheckType.MANAGE, CheckType.EDIT);

    private static final int MOST_KEPT = 10_000;

    private final ActiveMQServer server;
    private final ActiveMQSecurityManager5 security;
    private final String user;
    private final Supplier<List<String>> roles;
    private volatile Known known;

    /** @param roles asks for the user's roles anew; fails if there is no such user any more */
    UserPermissions(
            ActiveMQServer server,
            ActiveMQSecurityManager5 security,
            String user,
            List<String> rolesNow,
            Supplier<List<String>> roles) {
        this.server = server;
        this.security = security;
        this.user = user;
        this.roles = roles;
        this.known = new Known(subject(user, rolesNow));
    }

    @Override
    public boolean allow(QueueAccess access, String queue) {
        return known.allow(new Question(access, queue));
    }

    /** Asks for the user's roles, and forgets what they could do. A user who is gone may do nothing. */
    void refresh() {
        try {
            known = new Known(subject(user, roles.get()));
        } catch (RuntimeException e) {
            log.warn("The user {} may do nothing now: {}", user, e.getMessage());
            known = new Known(subject(user, List.of()));
        }
    }

    /** What one subject may do. With another one all is asked anew, whatever is just being asked. */
    private final class Known {

        private final Subject subject;
        private final ConcurrentMap<Question, Boolean> answers = new ConcurrentHashMap<>();

        Known(Subject subject) {
            this.subject = subject;
        }

        boolean allow(Question question) {
            Boolean answer = answers.get(question);
            if (answer == null) {
                answer = ask(question.access, question.queue);
                if (answers.size() < MOST_KEPT) {
                    answers.put(question, answer);
                }
            }
            return answer;
        }

        private boolean ask(QueueAccess access, String name) {
            Queue queue = server.locateQueue(SimpleString.of(name));
            String address = queue == null ? name : queue.getAddress().toString();
            HierarchicalRepository<Set<Role>> settings = server.getSecurityRepository();
            String queueOfAddress = CompositeAddress.toFullyQualified(address, name);
            String match = settings.containsExactMatch(queueOfAddress) ? queueOfAddress : address;
            Set<Role> admitted = settings.getMatch(match);
            return switch (access) {
                case SEND -> may(CheckType.SEND, admitted, match);
                case CONSUME -> may(CheckType.CONSUME, admitted, match);
                case CREATE ->
                    may(CheckType.CREATE_DURABLE_QUEUE, admitted, match)
                            && may(CheckType.CREATE_ADDRESS, admitted, match);
                case DELETE -> may(CheckType.DELETE_DURABLE_QUEUE, admitted, match);
                case MANAGE ->
                    Stream.of(CheckType.MANAGE, CheckType.EDIT).anyMatch(check -> may(check, admitted, match));
                case SEE -> SEEING.stream().anyMatch(check -> may(check, admitted, match));
            };
        }

        private boolean may(CheckType check, Set<Role> admitted, String match) {
            return security.authorize(subject, admitted, check, match);
        }
    }

    private static Subject subject(String user, List<String> roles) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        roles.forEach(role -> subject.getPrincipals().add(new RolePrincipal(role)));
        subject.setReadOnly();
        return subject;
    }

    private record Question(QueueAccess access, String queue) {}
}
