;; ForAllValues:…
;;
;; Every value of the key in the request passes: each is one of the operands, or with a negated operator each
;; is none of them (IAM/reference_policies_condition-single-vs-multi-valued-context-keys). True of an absent
;; key, and of one whose values are all empty texts ("null data set"). One table of the operators page has a
;; negated operator fail on an absent key: assumption `for-all-values-negated-absent`.
;;
;; Encoded as "no value fails": the negation of "some candidate element is in the set and fails". Exact, see
;; multi-valued-sets.smt2. With an operator on numbers, times or addresses the values are also compared with
;; the empty text; the two readings of a value meet there, at that literal, and the block says `wider`.

(set-logic ALL)

;; policy known-tags
;;   {"Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["team", "cost"]}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in|))
(assert (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost")))) (and |aws:tagkeys 2 in| (not (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost")))) (and |aws:tagkeys 3 in| (not (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost"))))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of known-tags
;;   {"context": {"aws:TagKeys": ["team"]}} => true
;;   {"context": {"aws:TagKeys": ["team", "cost"]}} => true
;;   {"context": {"aws:TagKeys": ["team", "owner"]}} => false
;;   {"context": {"aws:TagKeys": ["owner"]}} => false
;;   {"context": {"aws:TagKeys": [""]}} => true
;;   {"context": {"aws:TagKeys": ["", ""]}} => true
;;   {"context": {"aws:TagKeys": ["", "team"]}} => false
;;   {"context": {}} => true

;; policy none-of-them
;;   {"Condition": {"ForAllValues:StringNotEquals": {"aws:TagKeys": ["team", "cost"]}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in|))
(assert (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost"))) (and |aws:tagkeys 2 in| (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost"))) (and |aws:tagkeys 3 in| (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost")))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of none-of-them
;;   {"context": {"aws:TagKeys": ["owner", "stage"]}} => true
;;   {"context": {"aws:TagKeys": ["owner", "cost"]}} => false
;;   {"context": {}} => true

;; policy none-and-present, under for-all-values-negated-absent=fails
;;   {"Condition": {"ForAllValues:StringNotEquals": {"aws:TagKeys": ["team", "cost"]}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in|))
(assert (or (and term-1 (not (or (and |aws:tagkeys 1 in| (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost"))) (and |aws:tagkeys 2 in| (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost"))) (and |aws:tagkeys 3 in| (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost")))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of none-and-present
;;   {"context": {"aws:TagKeys": ["owner"]}} => true
;;   {"context": {}} => false

;; policy team-alone
;;   {"Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": "team"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in|))
(assert (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| "team"))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| "team"))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| "team")))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy tagged
;;   {"Condition": {"Null": {"aws:TagKeys": "false"}, "ForAnyValue:StringLike": {"aws:TagKeys": "?*"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(assert (and (or |aws:tagkeys 1 in| |aws:tagkeys 2 in|) (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ re.allchar re.all))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ re.allchar re.all))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law more-operands-are-wider: team-alone and not known-tags, expect unsat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 4 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(declare-const |aws:tagkeys 4| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in| |aws:tagkeys 4 in|))
(define-fun term-2 () Bool (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))) (and |aws:tagkeys 4 in| (not (= |aws:tagkeys 4| "")))))))
(assert (and (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| "team"))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| "team"))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| "team"))) (and |aws:tagkeys 4 in| (not (= |aws:tagkeys 4| "team")))))) term-2) (not (or (not term-1) term-2 (and term-1 (not (or (and |aws:tagkeys 1 in| (not (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost")))) (and |aws:tagkeys 2 in| (not (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost")))) (and |aws:tagkeys 3 in| (not (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost")))) (and |aws:tagkeys 4 in| (not (or (= |aws:tagkeys 4| "team") (= |aws:tagkeys 4| "cost")))))))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law and-do-add: known-tags and not team-alone, expect sat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 4 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(declare-const |aws:tagkeys 4| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in| |aws:tagkeys 4 in|))
(define-fun term-2 () Bool (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))) (and |aws:tagkeys 4 in| (not (= |aws:tagkeys 4| "")))))))
(assert (and (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost")))) (and |aws:tagkeys 2 in| (not (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost")))) (and |aws:tagkeys 3 in| (not (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost")))) (and |aws:tagkeys 4 in| (not (or (= |aws:tagkeys 4| "team") (= |aws:tagkeys 4| "cost"))))))) term-2) (not (or (not term-1) term-2 (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| "team"))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| "team"))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| "team"))) (and |aws:tagkeys 4 in| (not (= |aws:tagkeys 4| "team"))))))))))
(set-info :status sat)
(check-sat)
(pop 1)
;; law all-and-none-is-untagged: known-tags and none-of-them and tagged, expect unsat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 4 in| Bool)
(declare-const |aws:tagkeys 5 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(declare-const |aws:tagkeys 4| String)
(declare-const |aws:tagkeys 5| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in| |aws:tagkeys 4 in| |aws:tagkeys 5 in|))
(define-fun term-2 () Bool (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))) (and |aws:tagkeys 4 in| (not (= |aws:tagkeys 4| ""))) (and |aws:tagkeys 5 in| (not (= |aws:tagkeys 5| "")))))))
(assert (and term-1 (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost")))) (and |aws:tagkeys 2 in| (not (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost")))) (and |aws:tagkeys 3 in| (not (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost")))) (and |aws:tagkeys 4 in| (not (or (= |aws:tagkeys 4| "team") (= |aws:tagkeys 4| "cost")))) (and |aws:tagkeys 5 in| (not (or (= |aws:tagkeys 5| "team") (= |aws:tagkeys 5| "cost"))))))) term-2) (or (not term-1) term-2 (and term-1 (not (or (and |aws:tagkeys 1 in| (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost"))) (and |aws:tagkeys 2 in| (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost"))) (and |aws:tagkeys 3 in| (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost"))) (and |aws:tagkeys 4 in| (or (= |aws:tagkeys 4| "team") (= |aws:tagkeys 4| "cost"))) (and |aws:tagkeys 5 in| (or (= |aws:tagkeys 5| "team") (= |aws:tagkeys 5| "cost"))))))) (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ re.allchar re.all))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ re.allchar re.all))) (and |aws:tagkeys 3 in| (str.in_re |aws:tagkeys 3| (re.++ re.allchar re.all))) (and |aws:tagkeys 4 in| (str.in_re |aws:tagkeys 4| (re.++ re.allchar re.all))) (and |aws:tagkeys 5 in| (str.in_re |aws:tagkeys 5| (re.++ re.allchar re.all))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law all-and-none-of-no-values: known-tags and none-of-them, expect sat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 4 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(declare-const |aws:tagkeys 4| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in| |aws:tagkeys 4 in|))
(define-fun term-2 () Bool (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))) (and |aws:tagkeys 4 in| (not (= |aws:tagkeys 4| "")))))))
(assert (and (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost")))) (and |aws:tagkeys 2 in| (not (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost")))) (and |aws:tagkeys 3 in| (not (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost")))) (and |aws:tagkeys 4 in| (not (or (= |aws:tagkeys 4| "team") (= |aws:tagkeys 4| "cost"))))))) term-2) (or (not term-1) term-2 (and term-1 (not (or (and |aws:tagkeys 1 in| (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost"))) (and |aws:tagkeys 2 in| (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost"))) (and |aws:tagkeys 3 in| (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost"))) (and |aws:tagkeys 4 in| (or (= |aws:tagkeys 4| "team") (= |aws:tagkeys 4| "cost")))))))))
(set-info :status sat)
(check-sat)
(pop 1)
;; law not-the-complement: not (known-tags or none-of-them), expect sat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 4 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(declare-const |aws:tagkeys 4| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in| |aws:tagkeys 4 in|))
(assert (not (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost")))) (and |aws:tagkeys 2 in| (not (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost")))) (and |aws:tagkeys 3 in| (not (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost")))) (and |aws:tagkeys 4 in| (not (or (= |aws:tagkeys 4| "team") (= |aws:tagkeys 4| "cost"))))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))) (and |aws:tagkeys 4 in| (not (= |aws:tagkeys 4| "")))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost"))) (and |aws:tagkeys 2 in| (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost"))) (and |aws:tagkeys 3 in| (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost"))) (and |aws:tagkeys 4 in| (or (= |aws:tagkeys 4| "team") (= |aws:tagkeys 4| "cost")))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy in-network
;;   {"Condition": {"ForAllValues:IpAddress": {"custom:Addresses": "10.0.0.0/8"}}}
;; emits
;;   wider: `custom:Addresses`, read in more than one way
(push 1)
(declare-const |custom:addresses 1 in| Bool)
(declare-const |custom:addresses 2 in| Bool)
(declare-const |custom:addresses 3 in| Bool)
(declare-const |custom:addresses 1 is ipv4| Bool)
(declare-const |custom:addresses 1 as ipv4| (_ BitVec 32))
(declare-const |custom:addresses 2 is ipv4| Bool)
(declare-const |custom:addresses 2 as ipv4| (_ BitVec 32))
(declare-const |custom:addresses 3 is ipv4| Bool)
(declare-const |custom:addresses 3 as ipv4| (_ BitVec 32))
(declare-const |custom:addresses 1| String)
(declare-const |custom:addresses 2| String)
(declare-const |custom:addresses 3| String)
(define-fun term-1 () Bool (or |custom:addresses 1 in| |custom:addresses 2 in| |custom:addresses 3 in|))
(assert (=> (= |custom:addresses 1| "") (and (not |custom:addresses 1 is ipv4|))))
(assert (=> (= |custom:addresses 2| "") (and (not |custom:addresses 2 is ipv4|))))
(assert (=> (= |custom:addresses 3| "") (and (not |custom:addresses 3 is ipv4|))))
(assert (or (not term-1) (and term-1 (not (or (and |custom:addresses 1 in| (not (and |custom:addresses 1 is ipv4| (= ((_ extract 31 24) |custom:addresses 1 as ipv4|) #b00001010)))) (and |custom:addresses 2 in| (not (and |custom:addresses 2 is ipv4| (= ((_ extract 31 24) |custom:addresses 2 as ipv4|) #b00001010)))) (and |custom:addresses 3 in| (not (and |custom:addresses 3 is ipv4| (= ((_ extract 31 24) |custom:addresses 3 as ipv4|) #b00001010))))))) (and term-1 (not (or (and |custom:addresses 1 in| (not (= |custom:addresses 1| ""))) (and |custom:addresses 2 in| (not (= |custom:addresses 2| ""))) (and |custom:addresses 3 in| (not (= |custom:addresses 3| ""))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of in-network
;;   {"context": {"custom:Addresses": ["10.0.0.1", "10.255.0.1"]}} => true
;;   {"context": {"custom:Addresses": ["10.0.0.1", "11.0.0.1"]}} => false
;;   {"context": {"custom:Addresses": ["10.0.0.1", "here"]}} => false

;; policy distributions
;;   {"Condition": {"ForAllValues:ArnLike": {"custom:Sources": "arn:aws:cloudfront::111122223333:distribution/*"}}}
;; emits
(push 1)
(declare-const |custom:sources 1 in| Bool)
(declare-const |custom:sources 2 in| Bool)
(declare-const |custom:sources 3 in| Bool)
(declare-const |custom:sources 1 is arn| Bool)
(declare-const |custom:sources 1 segment 1| String)
(declare-const |custom:sources 1 segment 2| String)
(declare-const |custom:sources 1 segment 3| String)
(declare-const |custom:sources 1 segment 4| String)
(declare-const |custom:sources 1 segment 5| String)
(declare-const |custom:sources 1 segment 6| String)
(declare-const |custom:sources 2 is arn| Bool)
(declare-const |custom:sources 2 segment 1| String)
(declare-const |custom:sources 2 segment 2| String)
(declare-const |custom:sources 2 segment 3| String)
(declare-const |custom:sources 2 segment 4| String)
(declare-const |custom:sources 2 segment 5| String)
(declare-const |custom:sources 2 segment 6| String)
(declare-const |custom:sources 3 is arn| Bool)
(declare-const |custom:sources 3 segment 1| String)
(declare-const |custom:sources 3 segment 2| String)
(declare-const |custom:sources 3 segment 3| String)
(declare-const |custom:sources 3 segment 4| String)
(declare-const |custom:sources 3 segment 5| String)
(declare-const |custom:sources 3 segment 6| String)
(declare-const |custom:sources 1| String)
(declare-const |custom:sources 2| String)
(declare-const |custom:sources 3| String)
(define-fun term-1 () Bool (or |custom:sources 1 in| |custom:sources 2 in| |custom:sources 3 in|))
(assert (or (not term-1) (and term-1 (not (or (and |custom:sources 1 in| (not (and |custom:sources 1 is arn| (= |custom:sources 1 segment 1| "arn") (= |custom:sources 1 segment 2| "aws") (= |custom:sources 1 segment 3| "cloudfront") (= |custom:sources 1 segment 4| "") (= |custom:sources 1 segment 5| "111122223333") (str.in_re |custom:sources 1 segment 6| (re.++ (str.to_re "distribution/") re.all))))) (and |custom:sources 2 in| (not (and |custom:sources 2 is arn| (= |custom:sources 2 segment 1| "arn") (= |custom:sources 2 segment 2| "aws") (= |custom:sources 2 segment 3| "cloudfront") (= |custom:sources 2 segment 4| "") (= |custom:sources 2 segment 5| "111122223333") (str.in_re |custom:sources 2 segment 6| (re.++ (str.to_re "distribution/") re.all))))) (and |custom:sources 3 in| (not (and |custom:sources 3 is arn| (= |custom:sources 3 segment 1| "arn") (= |custom:sources 3 segment 2| "aws") (= |custom:sources 3 segment 3| "cloudfront") (= |custom:sources 3 segment 4| "") (= |custom:sources 3 segment 5| "111122223333") (str.in_re |custom:sources 3 segment 6| (re.++ (str.to_re "distribution/") re.all)))))))) (and term-1 (not (or (and |custom:sources 1 in| (not (and (not |custom:sources 1 is arn|) (= |custom:sources 1| "")))) (and |custom:sources 2 in| (not (and (not |custom:sources 2 is arn|) (= |custom:sources 2| "")))) (and |custom:sources 3 in| (not (and (not |custom:sources 3 is arn|) (= |custom:sources 3| "")))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of distributions
;;   {"context": {"custom:Sources": ["arn:aws:cloudfront::111122223333:distribution/A", "arn:aws:cloudfront::111122223333:distribution/B"]}} => true
;;   {"context": {"custom:Sources": ["arn:aws:cloudfront::111122223333:distribution/A", "arn:aws:cloudfront::444455556666:distribution/A"]}} => false
;;   {"context": {"custom:Sources": ["distribution/A"]}} => false
;;   {"context": {}} => true
