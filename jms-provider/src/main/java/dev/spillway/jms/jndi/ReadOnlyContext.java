/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.jndi;

import dev.spillway.jms.destination.SpillwayQueue;
import dev.spillway.jms.destination.SpillwayTopic;
import jakarta.jms.InvalidDestinationException;
import java.util.Collections;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.naming.Binding;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NameParser;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;

/** Objects by their names; a slash in a name makes subcontexts. Nothing can be bound to it. */
@SuppressWarnings({"BanJNDI", "JdkObsolete"}) // it gives out what it holds, and asks nobody; JNDI speaks in Hashtable
final class ReadOnlyContext implements Context {

    private static final String QUEUES = "dynamicQueues/";
    private static final String TOPICS = "dynamicTopics/";

    private final Map<String, Object> bound;
    private final String prefix;
    private final Hashtable<Object, Object> environment;

    /** @param prefix of the names in this context: empty, or ending with a slash */
    ReadOnlyContext(Map<String, Object> bound, String prefix, Hashtable<?, ?> environment) {
        this.bound = bound;
        this.prefix = prefix;
        this.environment = new Hashtable<>(environment);
    }

    @Override
    public Object lookup(String name) throws NamingException {
        String full = prefix + name;
        Object found = bound.get(full);
        if (found != null) {
            return found;
        }
        String below = full.isEmpty() || full.endsWith("/") ? full : full + "/";
        if (below.isEmpty() || bound.keySet().stream().anyMatch(each -> each.startsWith(below))) {
            return new ReadOnlyContext(bound, below, environment);
        }
        return dynamic(full);
    }

    private Object dynamic(String full) throws NamingException {
        try {
            if (full.startsWith(QUEUES)) {
                return SpillwayQueue.named(full.substring(QUEUES.length()));
            }
            if (full.startsWith(TOPICS)) {
                return SpillwayTopic.named(full.substring(TOPICS.length()));
            }
        } catch (InvalidDestinationException e) {
            NamingException refused = new NamingException(e.getMessage());
            refused.initCause(e);
            throw refused;
        }
        throw new NameNotFoundException("there is no '" + full + "'; there are " + bound.keySet()
                + ". A line such as queue." + full + "=orders in jndi.properties binds a queue");
    }

    @Override
    public Object lookup(Name name) throws NamingException {
        return lookup(name.toString());
    }

    @Override
    public Object lookupLink(String name) throws NamingException {
        return lookup(name);
    }

    @Override
    public Object lookupLink(Name name) throws NamingException {
        return lookup(name);
    }

    @Override
    public NamingEnumeration<NameClassPair> list(String name) throws NamingException {
        return new Listed<>(bindings(name).stream()
                .map(each -> new NameClassPair(each.getName(), each.getClassName()))
                .toList());
    }

    @Override
    public NamingEnumeration<NameClassPair> list(Name name) throws NamingException {
        return list(name.toString());
    }

    @Override
    public NamingEnumeration<Binding> listBindings(String name) throws NamingException {
        return new Listed<>(bindings(name));
    }

    @Override
    public NamingEnumeration<Binding> listBindings(Name name) throws NamingException {
        return listBindings(name.toString());
    }

    private List<Binding> bindings(String name) throws NamingException {
        if (!(lookup(name) instanceof ReadOnlyContext context)) {
            throw new NamingException("'" + name + "' is no context");
        }
        Map<String, Object> here = new TreeMap<>();
        for (String full : bound.keySet()) {
            if (full.startsWith(context.prefix)) {
                String first = full.substring(context.prefix.length()).replaceFirst("/.*", "");
                here.put(first, context.lookup(first));
            }
        }
        return here.entrySet().stream()
                .map(each -> new Binding(each.getKey(), each.getValue()))
                .toList();
    }

    private static final class Listed<T> implements NamingEnumeration<T> {

        private final Iterator<T> each;

        Listed(List<T> all) {
            this.each = all.iterator();
        }

        @Override
        public T next() {
            return each.next();
        }

        @Override
        public boolean hasMore() {
            return each.hasNext();
        }

        @Override
        public boolean hasMoreElements() {
            return each.hasNext();
        }

        @Override
        public T nextElement() {
            return each.next();
        }

        @Override
        public void close() {}
    }

    @Override
    public NameParser getNameParser(String name) {
        return CompositeName::new;
    }

    @Override
    public NameParser getNameParser(Name name) {
        return CompositeName::new;
    }

    @Override
    public Name composeName(Name name, Name before) throws NamingException {
        return ((Name) before.clone()).addAll(name);
    }

    @Override
    public String composeName(String name, String before) throws NamingException {
        return composeName(new CompositeName(name), new CompositeName(before)).toString();
    }

    @Override
    public Hashtable<?, ?> getEnvironment() {
        return new Hashtable<>(Collections.unmodifiableMap(environment));
    }

    @Override
    public String getNameInNamespace() {
        return prefix;
    }

    @Override
    public void close() {}

    private static OperationNotSupportedException readOnly() {
        return new OperationNotSupportedException("this context is what jndi.properties says; nothing can be changed");
    }

    @Override
    public void bind(Name name, Object object) throws NamingException {
        throw readOnly();
    }

    @Override
    public void bind(String name, Object object) throws NamingException {
        throw readOnly();
    }

    @Override
    public void rebind(Name name, Object object) throws NamingException {
        throw readOnly();
    }

    @Override
    public void rebind(String name, Object object) throws NamingException {
        throw readOnly();
    }

    @Override
    public void unbind(Name name) throws NamingException {
        throw readOnly();
    }

    @Override
    public void unbind(String name) throws NamingException {
        throw readOnly();
    }

    @Override
    public void rename(Name before, Name after) throws NamingException {
        throw readOnly();
    }

    @Override
    public void rename(String before, String after) throws NamingException {
        throw readOnly();
    }

    @Override
    public void destroySubcontext(Name name) throws NamingException {
        throw readOnly();
    }

    @Override
    public void destroySubcontext(String name) throws NamingException {
        throw readOnly();
    }

    @Override
    public Context createSubcontext(Name name) throws NamingException {
        throw readOnly();
    }

    @Override
    public Context createSubcontext(String name) throws NamingException {
        throw readOnly();
    }

    @Override
    public Object addToEnvironment(String key, Object value) throws NamingException {
        throw readOnly();
    }

    @Override
    public Object removeFromEnvironment(String key) throws NamingException {
        throw readOnly();
    }
}
