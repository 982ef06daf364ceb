/** The two sheets that a patient is given. */
export const sheetKinds = ['before', 'after'] as const
export type SheetKind = (typeof sheetKinds)[number]

/**
 * The sheets as they are shipped, in plain text: a first line with the title, lines that begin with "# " are headings, with "- "
 * items, all others sentences. What stands in braces is filled in from the record.
 */
export const defaultSheets: Readonly<Record<SheetKind, string>> = {
  before: `Before your injection
Dear {patientCalled},
You are going to have an injection into the joint between the first and the second vertebra of the neck, on your {side} side, on {procedureDate}. It is done by {operator}. A thin needle is guided by X-ray or CT pictures. It takes about half an hour; plan two hours in all.

# Eating and drinking
- {fasting}
- Take your usual medicines with a sip of water, unless we told you otherwise.

# Tell us beforehand, by phone if need be
- Blood thinners: {anticoagulants}
- Diabetes: {diabetes}
- Allergies: {allergies}
- Pregnancy: {pregnancy}
- Infection: tell us of any fever, cold, infected skin or tooth, and of antibiotics that you take. The injection may have to wait.
- Steroids: tell us of every injection or tablet with cortisone in the last twelve months.

# What to bring
- Your list of medicines, earlier pictures of your neck, and your insurance card.
- {driver}
- Clothes that open at the neck. Leave necklaces and earrings at home.

# On the day
- We will ask your name, your birth date and your side more than once. This is on purpose: say {side} only if it is so.
- Note how strong your pain is from 0 to 10 at rest and on turning your head, before you come.

Questions: call ______________________________
`,
  after: `After your injection
Dear {patientCalled},
On {procedureDate} you had an injection into the joint between the first and the second vertebra of the neck, on your {side} side, by {operator}. You were given: {drugs}.

# What to expect
- The numbing medicine works for some hours. Then your usual pain may come back, for a day or two sometimes more than before.
- {relief}
- You may feel warm in the face, sleep badly for a night, or be a little dizzy on the first day.
- {sugar}

# Today
- Rest for one day: no strain, no lifting, no sport. From tomorrow on do what feels right.
- Do not drive, climb ladders or work at machines until tomorrow.
- No bath, sauna or pool until tomorrow; a shower is fine. The plaster may come off tomorrow.
- Your usual medicines go on. Blood thinners: {resume}

# Call at once, at any hour, or call an ambulance
- Weakness or numbness of an arm or a leg, trouble walking, speaking or seeing, a drooping face
- Dizziness that does not pass, fainting, a fit
- Severe headache that is new, or that comes when you stand up
- Fever above 38 °C, a stiff neck, redness, swelling or pus where the needle was
- Trouble breathing or swallowing, a rash all over

# Your diary
- Note your pain from 0 to 10 at rest and on turning, 6 hours after the injection and then every evening for two weeks.
- Before the injection you said {painBefore}; half an hour after it {painAfter}.
- {followUp}

Questions: call ______________________________
`,
}
