/** The browser's command line. Nothing of the browser's own life (first run, updates, sync, accounts, statistics) may show or reach out. */
export interface BrowserFlags {
  readonly profile: string;
  readonly headless: boolean;
  readonly asRoot: boolean;
  /** Null: only the private pipe. */
  readonly debuggingPort: number | null;
  readonly switches: readonly (readonly [name: string, value: string | null])[];
  readonly platform: NodeJS.Platform;
}

/** Shown in the app window until the page is there: empty and neutral, no address. */
const blankPage = 'data:text/html,<title>Saddlescope</title><meta name="color-scheme" content="light dark">';

/** Switches of the host program that mean nothing to the browser or would undo what is set here. */
const ownSwitches = new Set(['user-data-dir', 'remote-debugging-pipe', 'app', 'headless']);

export function browserFlags({
  profile,
  headless,
  asRoot,
  debuggingPort,
  switches,
  platform,
}: BrowserFlags): string[] {
  return [
    '--remote-debugging-pipe',
    ...(debuggingPort === null ? [] : [`--remote-debugging-port=${debuggingPort}`]),
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-client-side-phishing-detection',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-quic',
    '--disable-search-engine-choice-screen',
    '--disable-sync',
    '--metrics-recording-only',
    '--no-pings',
    '--password-store=basic',
    '--use-mock-keychain',
    '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,GlobalMediaControls,msEdgeUpdateLaunchServicesPreferredVersion',
    // The app talks to nobody: its pages are answered through the pipe, and everything else meets a proxy that is not there.
    '--proxy-server=http://127.0.0.1:9',
    // No bar across the window about unusual flags.
    '--test-type',
    // A computation must not slow down because another window covers this one.
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    '--ignore-gpu-blocklist',
    '--enable-unsafe-swiftshader',
    // As the program asks of Electron, which can still be told once it runs.
    '--disable-accelerated-2d-canvas',
    ...(headless
      ? [
          '--headless',
          '--hide-scrollbars',
          '--mute-audio',
          // What browsers do by themselves where there is no graphics card: shaders for three dimensions on the processor, everything else without any.
          '--use-angle=swiftshader',
          '--disable-gpu-compositing',
        ]
      : []),
    '--window-size=1280,820',
    ...(asRoot && platform === 'linux' ? ['--no-sandbox'] : []),
    // Small shared memory in containers; and whichever of X and Wayland there is.
    ...(platform === 'linux' ? ['--disable-dev-shm-usage', '--ozone-platform-hint=auto'] : []),
    ...switches
      .filter(([name]) => !ownSwitches.has(name) && !(name === 'no-sandbox' && asRoot))
      .map(([name, value]) => (value === null ? `--${name}` : `--${name}=${value}`)),
    headless ? 'about:blank' : `--app=${blankPage}`,
  ];
}
