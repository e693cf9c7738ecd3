/** The tour's seven steps: which experiment each is about, what it does, what to look at, and what it says. Pure; the numbers come from the facts. */
import { formatCount, formatNumber } from '../numbers';
import type { TourFacts } from './facts';

/** What the step's button does, through the same actions that a person has. */
export type TourDeed = 'train' | 'train-to-end' | 'spectrum' | 'witness' | 'none';

export interface TourStep {
  readonly title: string;
  /** The built-in experiment that the step is about. */
  readonly template: string;
  readonly place: 'landscape' | 'laboratory';
  readonly deed: TourDeed;
  /** What the button says; null where there is nothing to do but to look. */
  readonly button: string | null;
  /** Selector of what is spoken of; it gets an outline. */
  readonly target: string;
  /** It speaks of the time that the run waits at the saddle, which a study measures. */
  readonly waits?: boolean;
  readonly say: (facts: TourFacts) => readonly string[];
}

const time = '[data-tour="time"]';
const n = (value: number) => formatNumber(value, 4);
const fell = ({ loss, firstLoss }: TourFacts) => loss < 0.9 * firstLoss;
const steps = (count: number) => `${formatCount(count)} ${count === 1 ? 'step' : 'steps'}`;
const lawOfWaiting = ({ law }: TourFacts) =>
  law === null
    ? []
    : [
        `A push of this length straight along the steepest way would wait ${steps(Math.round(law))}, says the law of the saddle.`,
      ];
const wait = 'The answer is being computed …';

export const tourSteps: readonly TourStep[] = [
  {
    title: 'Press Train: nothing',
    template: 'xor-from-zero',
    place: 'landscape',
    deed: 'train-to-end',
    button: 'Train',
    target: '[data-action="run.playPause"]',
    say: (facts) =>
      facts.step === 0
        ? [
            `This network learns XOR with ${facts.units} tanh units. Each of its ${facts.parameters} weights and biases is exactly 0. Train it.`,
          ]
        : [
            `After ${steps(facts.step)} the loss is ${n(facts.loss)}. At the start it was ${n(facts.firstLoss)}.`,
            facts.point
              ? `The parameters are at a distance of ${n(facts.point.fromOrigin)} from zero: ${facts.point.fromOrigin === 0 ? 'no weight has moved at all.' : 'they have moved.'}`
              : wait,
          ],
  },
  {
    title: 'Look at the gradient',
    template: 'xor-from-zero',
    place: 'landscape',
    deed: 'none',
    button: null,
    target: '[data-test="gradient-norm"]',
    say: ({ point }) =>
      point === null
        ? [wait]
        : [
            point.gradientExactlyZero
              ? 'A step is the gradient times the learning rate, and every entry of the gradient is exactly 0. Not nearly: to the last bit.'
              : `The gradient has the norm ${n(point.gradientNorm)}: it is not 0, and the next step will move.`,
            'The column on the right says why for each layer: in every product of the chain rule one factor is 0, and the errors of the samples cancel at the output bias.',
          ],
  },
  {
    title: 'Look at the Hessian',
    template: 'xor-from-zero',
    place: 'landscape',
    deed: 'spectrum',
    button: 'Show the spectrum',
    target: '[data-test="verdict-inertia"]',
    say: ({ eigenvalues, parameters }) =>
      eigenvalues === null
        ? [wait]
        : [
            `The gradient cannot tell a hilltop from a valley; curvature can. Of the ${parameters} eigenvalues of the Hessian ${eigenvalues.negative} are negative, ${eigenvalues.zero} are 0 and ${eigenvalues.positive} ${eigenvalues.positive === 1 ? 'is' : 'are'} positive.`,
            eigenvalues.negative === 0
              ? 'No direction goes down at second order. A test by eigenvalues would take this for a minimum. Is it one?'
              : 'Along a negative one the loss falls: a strict saddle.',
          ],
  },
  {
    title: 'Look along the witness',
    template: 'xor-from-zero',
    place: 'landscape',
    deed: 'witness',
    button: 'Look along the witness',
    target: '[data-test="map"]',
    say: ({ order }) =>
      order === null
        ? [wait]
        : [
            `It is a saddle of order ${order}. There is a direction, the witness, along which the loss falls like the distance to the power ${order}: near zero that is next to nothing.`,
            'The map can be turned into the plane of the witness: blue is lower than the all-zero point in its centre.',
          ],
  },
  {
    title: 'Push by ε, and wait',
    template: 'xor-pushed',
    place: 'landscape',
    deed: 'train',
    button: 'Train',
    target: time,
    waits: true,
    say: (facts) =>
      facts.step === 0
        ? [
            `The same network, pushed off the all-zero point by ε = ${n(facts.epsilon)} in a random direction. Train it, and watch the loss below.`,
            ...lawOfWaiting(facts),
          ]
        : facts.escape === null
          ? [
              `After ${steps(facts.step)} the loss is ${n(facts.loss)}, hardly less than ${n(facts.firstLoss)}: this flat stretch is the plateau. It looks just as stuck as before.`,
              ...lawOfWaiting(facts),
            ]
          : [
              `A plateau, then the escape: a tenth of the loss was gone at step ${formatCount(facts.escape)}, and after ${steps(facts.step)} it is ${n(facts.loss)}.`,
              ...lawOfWaiting(facts),
              'At a saddle of order 4 half the push means about four times the wait. Drag ε on the left and try.',
            ],
  },
  {
    title: 'Equal units do the work of one',
    template: 'xor-equal-units',
    place: 'landscape',
    deed: 'train-to-end',
    button: 'Train',
    target: '[data-test="twins"]',
    say: (facts) =>
      facts.step === 0
        ? [
            `Zero is only the most famous of the equal starts. Here every weight is the same number, but not 0, in ${facts.units} hidden units. Train it.`,
          ]
        : [
            `Now the weights move: the loss went from ${n(facts.firstLoss)} to ${n(facts.loss)}. But the ${facts.units} units are equal to the last bit at every step. The effective width is ${facts.width}.`,
            facts.width === 1
              ? 'Equal units get equal gradients for ever, and one unit cannot learn XOR.'
              : 'Something has told the units apart.',
          ],
  },
  {
    title: 'Zero only the last layer: it works',
    template: 'output-layer-zero',
    place: 'landscape',
    deed: 'train',
    button: 'Train',
    target: time,
    say: (facts) =>
      facts.step === 0
        ? [
            'So zeros are no poison; it is zeros everywhere that are. Here only the output layer is 0, the hidden units are random and differ. Train it.',
          ]
        : fell(facts)
          ? [
              `It learns: after ${steps(facts.step)} the loss is ${n(facts.loss)}${facts.point && Number.isFinite(facts.point.accuracy) ? `, with ${n(100 * facts.point.accuracy)} % of the samples right` : ''}. Different units give different gradients to the weights above them, and the first step breaks the tie.`,
              'That was the story. The Claims (Ctrl+3) put what people say about it on trial.',
            ]
          : [`After ${steps(facts.step)} the loss is ${n(facts.loss)}. Go on training.`],
  },
];
