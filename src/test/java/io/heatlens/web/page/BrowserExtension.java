package io.heatlens.web.page;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Opens a browser for a {@link BrowserTest}, and skips the test where there is none.
 */
final class BrowserExtension implements ExecutionCondition, ParameterResolver {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return Browser.isInstalled() ? ConditionEvaluationResult.enabled("There is a browser.")
				: ConditionEvaluationResult
					.disabled("Skipped: no browser here. Install Debian's chromium and chromium-driver to run it.");
	}

	// A browser that a test gets in its constructor is closed when the test ends.
	@Override
	public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext context) {
		return ExtensionContextScope.TEST_METHOD;
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return Browser.class.isAssignableFrom(parameter.getParameter().getType());
	}

	@Override
	public Explorer resolveParameter(ParameterContext parameter, ExtensionContext context) {
		int port = SpringExtension.getApplicationContext(context)
			.getEnvironment()
			.getRequiredProperty("local.server.port", Integer.class);
		Explorer explorer = new Explorer(port);
		// closes it with the context
		context.getStore(ExtensionContext.Namespace.create(BrowserExtension.class)).put(explorer, explorer);
		return explorer;
	}

}
