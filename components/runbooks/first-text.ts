/** What a new runbook begins with: the shape of everything that it can say. */
export const FIRST_TEXT = `---
name: restart-a-service
title: Restart a service
target: deployment/{{deployment}}
namespace: "{{namespace}}"
parameters:
  - { name: namespace, type: namespace }
  - { name: deployment, type: deployment }
---

When to use it, in a sentence or two.

## Steps

### See how it stands

\`\`\`bash
kubectl get pods -n {{namespace}} -l app={{deployment}}
\`\`\`

### Restart it

- Risk: high
- No undo: the new pods run the same image

\`\`\`bash
kubectl rollout restart deployment {{deployment}} -n {{namespace}}
\`\`\`

\`\`\`bash verify
kubectl rollout status deployment {{deployment}} -n {{namespace}} --timeout=50s
\`\`\`
`;
