/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.queue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The client ids of one connection. Each is in use once in a process and service, whichever factories its connections
 * come from (Jakarta Messaging 3.1, section 6.1.2). SQS knows nothing of them: another process may use the same.
 */
public final class ClientIds {

    private static final Set<Used> IN_USE = ConcurrentHashMap.newKeySet();

    private final Object service;
    private final Set<Used> own = ConcurrentHashMap.newKeySet();

    private record Used(Object service, String id) {}

    /** @param service equal for the connections of one service */
    public ClientIds(Object service) {
        this.service = service;
    }

    /** @return whether no other connection has it */
    public boolean claim(String id) {
        Used used = new Used(service, id);
        return IN_USE.add(used) && own.add(used);
    }

    public void release() {
        IN_USE.removeAll(own);
        own.clear();
    }
}
