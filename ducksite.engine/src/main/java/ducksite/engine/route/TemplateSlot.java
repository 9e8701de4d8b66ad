package ducksite.engine.route;

import ducksite.engine.project.RouteParameter;
import ducksite.engine.project.TemplateFilter;
import ducksite.engine.project.TemplatePolicy;
import ducksite.engine.sql.SqlSlot;
import java.util.List;

/** A slot of a route's SQL and what becomes of it. */
sealed interface TemplateSlot {

  /** Where it stands. */
  SqlSlot slot();

  /**
   * A constant or a secret: it becomes {@code $parameter}, and its value is bound.
   *
   * @param parameter the name that it is bound by
   */
  record Bound(SqlSlot slot, String parameter) implements TemplateSlot {}

  /**
   * A constant that is written into the text.
   *
   * @param text checked, as it stands there
   */
  record Fixed(SqlSlot slot, String text) implements TemplateSlot {}

  /**
   * A parameter's value.
   *
   * @param whole whether it is a token of its own or in quotes, not part of a name
   */
  record Value(SqlSlot slot, RouteParameter parameter, List<TemplateFilter> filters, boolean whole)
      implements TemplateSlot {

    public Value {
      filters = List.copyOf(filters);
    }

    SqlSlot.Place place() {
      return slot.place();
    }

    /** How the value becomes text after all filters. */
    TemplatePolicy policy() {
      TemplatePolicy policy = parameter.template().policy();
      for (TemplateFilter filter : filters) {
        policy =
            switch (filter) {
              case IDENTIFIER -> TemplatePolicy.IDENTIFIER;
              case LITERAL, JSON -> TemplatePolicy.LITERAL;
              case LOWER, UPPER -> policy;
            };
      }
      return policy;
    }

    /** Whether every value that it can have is one that the author wrote down. */
    boolean isVetted() {
      return parameter.guard() instanceof RouteParameter.Guard.Choices;
    }

    /** Whether a value is SQL of which nobody has seen anything. */
    boolean isExpression() {
      return policy() == TemplatePolicy.RAW && !slot.place().isQuoted() && !isVetted();
    }
  }
}
