/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code NOT} applies to a whole comparison (Jakarta Messaging 3.1, section 3.8.1.1: operators by their precedence are
 * arithmetic, comparison, logical). The parser has it bind to what comes next, so what it is to apply to is put in
 * parentheses: {@code NOT a = 1 AND b} becomes {@code NOT (a = 1) AND b}.
 */
final class Negation {

    private static final Pattern TOKEN = Pattern.compile("'(?:[^']|'')*'|[\\w$]+|\\s+|.", Pattern.DOTALL);
    /** What makes a {@code NOT} before it a part of a comparison. */
    private static final Set<String> NEGATED = Set.of("IN", "LIKE", "BETWEEN");

    private final List<String> tokens = new ArrayList<>();
    private final StringBuilder result = new StringBuilder();
    /** How deep in parentheses the negations and BETWEENs are that have not ended yet. */
    private final Deque<Integer> negations = new ArrayDeque<>();

    private final Deque<Integer> betweens = new ArrayDeque<>();
    private int depth;

    private Negation(String selector) {
        TOKEN.matcher(selector).results().forEach(token -> tokens.add(token.group()));
    }

    /** The selector with what each {@code NOT} applies to in parentheses. */
    static String explicit(String selector) {
        return new Negation(selector).explicit();
    }

    private String explicit() {
        String before = "";
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            String word = token.toUpperCase(Locale.ROOT);
            switch (word) {
                case "(" -> depth++;
                case ")" -> {
                    end();
                    depth--;
                }
                case "BETWEEN" -> betweens.push(depth);
                case "AND" -> {
                    if (betweens.isEmpty() || betweens.peek() != depth) {
                        end();
                    } else {
                        betweens.pop();
                    }
                }
                case "OR" -> end();
                default -> {}
            }
            result.append(token);
            if (word.equals("NOT") && !before.equals("IS") && !NEGATED.contains(following(i))) {
                result.append(" (");
                negations.push(depth);
            }
            before = word.isBlank() ? before : word;
        }
        end();
        return result.toString();
    }

    /** The next word. */
    private String following(int i) {
        return tokens.subList(i + 1, tokens.size()).stream()
                .filter(token -> !token.isBlank())
                .findFirst()
                .orElse("")
                .toUpperCase(Locale.ROOT);
    }

    /** The negations at this depth end here. */
    private void end() {
        while (!negations.isEmpty() && negations.peek() == depth) {
            result.append(')');
            negations.pop();
        }
    }
}
