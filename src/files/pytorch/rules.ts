/** The update rules in PyTorch: its own optimisers where it has the rule, else a few lines. */
import type { UpdateRule } from '../../core/contract';
import { pythonNumber as n } from './literals';

export interface RuleInPyTorch {
  /** Makes `optimiser` from `GROUPS`; absent where `update` does all by itself. */
  readonly optimiser?: string;
  /** Lines of `update(step, samples)`, which have the gradients of the batch in `p.grad`; absent: the optimiser's step. */
  readonly update?: readonly string[];
  /** Lines before it, at the level of the module. */
  readonly before?: readonly string[];
}

/** Every parameter with its learning rate. */
const each = 'for p, rate in RATES:';

export function ruleInPyTorch(rule: UpdateRule): RuleInPyTorch {
  switch (rule.name) {
    case 'gradient-descent':
      return { optimiser: 'torch.optim.SGD(GROUPS, lr=RATE)' };
    case 'momentum':
      return { optimiser: `torch.optim.SGD(GROUPS, lr=RATE, momentum=${n(rule.momentum)})` };
    case 'nesterov':
      // PyTorch refuses nesterov without momentum, where the two are plain gradient descent.
      return {
        optimiser:
          rule.momentum === 0
            ? 'torch.optim.SGD(GROUPS, lr=RATE)'
            : `torch.optim.SGD(GROUPS, lr=RATE, momentum=${n(rule.momentum)}, nesterov=True)`,
      };
    case 'rmsprop':
      return {
        optimiser: `torch.optim.RMSprop(GROUPS, lr=RATE, alpha=${n(rule.decay)}, eps=${n(rule.epsilon)})`,
      };
    case 'adam':
      return {
        optimiser: `torch.optim.Adam(GROUPS, lr=RATE, betas=(${n(rule.beta1)}, ${n(rule.beta2)}), eps=${n(rule.epsilon)})`,
      };
    case 'multiplicative':
      return { update: [each, '    p.mul_(1 - rate * p.grad)'] };
    case 'exponentiated-gradient':
      return { update: [each, '    p.mul_(torch.exp(-rate * p.grad))'] };
    case 'perturbed-gradient-descent':
      return {
        before: [
          '# Where the gradient is small and no push was made lately, the next of PUSHES is added to the parameters.',
          'pushes = iter(PUSHES)',
          'last_push = None',
        ],
        update: [
          'global last_push',
          'norm = torch.cat([p.grad.flatten() for p in network.parameters()]).norm().item()',
          `if norm <= ${n(rule.threshold)} and (last_push is None or step - last_push > ${rule.interval}):`,
          '    last_push = step',
          '    start = 0',
          '    push = tensor(next(pushes))',
          '    for p in network.parameters():',
          '        p.add_(push[start : start + p.numel()].view_as(p))',
          '        start += p.numel()',
          '    take_gradients(samples)',
          each,
          '    p.sub_(rate * p.grad)',
        ],
      };
    case 'newton':
    case 'saddle-free-newton': {
      const curvature = rule.name === 'newton' ? 'values' : 'values.abs()';
      return {
        before: [
          'def hessian(samples):',
          '    """All second derivatives of the loss, in the order of network.parameters()."""',
          '    parameters = list(network.parameters())',
          '    gradients = torch.autograd.grad(loss(samples), parameters, create_graph=True)',
          '    rows = []',
          '    for entry in torch.cat([g.flatten() for g in gradients]):',
          '        row = torch.autograd.grad(entry, parameters, retain_graph=True, allow_unused=True)',
          '        rows.append(torch.cat([torch.zeros_like(p).flatten() if r is None else r.flatten() for r, p in zip(row, parameters)]))',
          '    return torch.stack(rows)',
        ],
        update: [
          'with torch.enable_grad():',
          '    h = hessian(samples)',
          'values, vectors = torch.linalg.eigh((h + h.T) / 2)',
          `curvatures = ${curvature} + ${n(rule.damping)}`,
          'along = vectors.T @ torch.cat([p.grad.flatten() for p in network.parameters()])',
          '# Directions without curvature are left out.',
          'kept = curvatures.abs() > 1e-12 * curvatures.abs().max()',
          'move = vectors[:, kept] @ (along[kept] / curvatures[kept])',
          `if move.norm() > ${n(rule.reach)}:`,
          `    move = move * (${n(rule.reach)} / move.norm())`,
          'start = 0',
          each,
          '    p.sub_(rate * move[start : start + p.numel()].view_as(p))',
          '    start += p.numel()',
        ],
      };
    }
  }
}
